using MlpTrainer.Engine;

namespace MlpTrainer.Inspection;

/// <summary>Shares the distance of a row's score from the baseline's out among the features: φ_i = (x_i − b_i)·∫₀¹ ∂s/∂x_i (b + t·(x − b)) dt.</summary>
/// <remarks>
/// Sundararajan, Taly, Yan, "Axiomatic attribution for deep networks" (2017), equation 1. Completeness: Σφ_i = s(x) − s(b).
/// The path is cut into intervals, each with the gradient at its middle; an interval is halved as long as that gradient does not give the
/// difference of the scores at its ends, so that the kinks of ReLU networks are found where they are. For one thread.
/// </remarks>
internal sealed class IntegratedGradients
{
    private const int Intervals = 16;
    private const int Halvings = 10;
    private const double Tolerance = 1e-4;
    private const double Rounding = 1e-6;

    private readonly ScoreFunction score;
    private readonly bool imputes;
    private readonly float[] baseline, step, point, gradient;
    private readonly double[] sum;
    private int output;
    private double allowed;

    public IntegratedGradients(TrainedNetwork network, ScoreFunction score)
    {
        this.score = score;
        imputes = network.Inputs is { ImputeMissing: true };
        baseline = Baseline(network);
        (step, point, gradient) = (new float[baseline.Length], new float[baseline.Length], new float[baseline.Length]);
        sum = new double[baseline.Length];
    }

    /// <summary>The row with nothing to tell: every feature at its mean in training; 0 where no mean was taken, as in sparse data.</summary>
    public static float[] Baseline(TrainedNetwork network) => network.Inputs?.Mean.ToArray() ?? new float[network.Shape.Inputs];

    /// <summary>φ [p] of one output; NaN throughout if the score is not a finite number. A missing feature that is imputed contributes 0.</summary>
    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        this.output = output;
        Array.Clear(sum);
        for (int i = 0; i < step.Length; i++)
            step[i] = imputes && float.IsNaN(row[i]) ? 0 : row[i] - baseline[i];
        double start = ScoreAt(0), end = ScoreAt(1);
        if (!double.IsFinite(end - start))
        {
            contributions.Fill(float.NaN);
            return;
        }
        allowed = Tolerance * Math.Abs(end - start);
        double before = start;
        for (int n = 1; n <= Intervals; n++)
        {
            double after = n == Intervals ? end : ScoreAt((double)n / Intervals);
            Integrate((double)(n - 1) / Intervals, before, (double)n / Intervals, after, Halvings);
            before = after;
        }
        for (int i = 0; i < step.Length; i++)
            contributions[i] = (float)sum[i];
    }

    private void Integrate(double from, double scoreFrom, double to, double scoreTo, int halvings)
    {
        double middle = (from + to) / 2, length = to - from;
        MoveTo(middle);
        score.Gradient(point, output, gradient);
        double explained = 0;
        for (int i = 0; i < step.Length; i++)
            explained += (double)gradient[i] * step[i] * length;
        double error = Math.Abs(explained - (scoreTo - scoreFrom));
        if (halvings > 0 && error > (allowed * length) + (Rounding * (Math.Abs(scoreFrom) + Math.Abs(scoreTo))))
        {
            double scoreMiddle = ScoreAt(middle);
            Integrate(from, scoreFrom, middle, scoreMiddle, halvings - 1);
            Integrate(middle, scoreMiddle, to, scoreTo, halvings - 1);
            return;
        }
        for (int i = 0; i < step.Length; i++)
            sum[i] += (double)gradient[i] * step[i] * length;
    }

    private double ScoreAt(double t)
    {
        MoveTo(t);
        return score.Values(point)[output];
    }

    private void MoveTo(double t)
    {
        for (int i = 0; i < point.Length; i++)
            point[i] = (float)(baseline[i] + (t * step[i]));
    }
}
