using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Shares the distance of a row's score from the baseline's out among the features: φ_i = (x_i − b_i)·∫₀¹ ∂s/∂x_i (b + t·(x − b)) dt.</summary>
/// <remarks>
/// Sundararajan, Taly, Yan, "Axiomatic attribution for deep networks" (2017), equation 1. Completeness: Σφ_i = s(x) − s(b).
/// The path is cut into intervals, each with the gradient at its middle; an interval is halved as long as that gradient does not give the
/// difference of the scores at its ends, so that the kinks of ReLU networks are found where they are. For one thread.
/// </remarks>
public sealed class IntegratedGradients
{
    private const int Intervals = 16;
    private const int Halvings = 10;
    private const double Tolerance = 1e-4;
    private const double Rounding = 1e-6;

    private readonly ScoreFunction _score;
    private readonly InputScaling? _inputs;
    private readonly bool _imputes;
    private readonly float[] _baseline, _step, _point, _gradient;
    private readonly double[] _sum;
    private int _output;
    private double _allowed;

    /// <summary>Explains one network's scores.</summary>
    /// <param name="network">The network.</param>
    /// <param name="preActivation">Whether the score is z^L, a classifier's log-odds, and not a^L after link and output scaling.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    public IntegratedGradients(TrainedNetwork network, bool preActivation = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        _score = new ScoreFunction(network, preActivation);
        _inputs = network.Inputs;
        _imputes = _inputs is { ImputeMissing: true };
        _baseline = Baseline(network);
        (_step, _point, _gradient) = (new float[_baseline.Length], new float[_baseline.Length], new float[_baseline.Length]);
        _sum = new double[_baseline.Length];
    }

    /// <summary>The row with nothing to tell, [p]: every feature at what fills in for it where it is missing, about its mean in training; 0 where most values are 0, as in sparse data.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    public static float[] Baseline(TrainedNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Inputs is not { } inputs ? new float[network.Shape.Inputs]
            : [.. Enumerable.Range(0, network.Shape.Inputs).Select(k => inputs.ImputeMissing && inputs.Mean.Span[k] != 0f ? inputs.Filling(k) : inputs.Mean.Span[k])];
    }

    /// <summary>φ of one output; NaN throughout if the score is not a finite number. A missing feature that is imputed contributes 0, unless most of its values are 0: then what its filling does.</summary>
    /// <param name="row">Raw features, [p].</param>
    /// <param name="output">Which output, from 0.</param>
    /// <param name="contributions">Receives φ, [p], in units of the score.</param>
    /// <exception cref="ArgumentException">A length is not the network's, or there is no such output.</exception>
    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, _baseline.Length, nameof(row));
        ArgumentOutOfRangeException.ThrowIfNotEqual(contributions.Length, _baseline.Length, nameof(contributions));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)_score.Outputs, nameof(output));
        _output = output;
        Array.Clear(_sum);
        for (int i = 0; i < _step.Length; i++)
        {
            _step[i] = (_imputes && float.IsNaN(row[i]) ? _inputs!.Filling(i) : Math.Clamp(row[i], -Standardization.LargestFeature, Standardization.LargestFeature)) - _baseline[i];
        }

        double start = ScoreAt(0), end = ScoreAt(1);
        if (!double.IsFinite(end - start))
        {
            contributions.Fill(float.NaN);
            return;
        }

        _allowed = Tolerance * Math.Abs(end - start);
        double before = start;
        for (int n = 1; n <= Intervals; n++)
        {
            double after = n == Intervals ? end : ScoreAt((double)n / Intervals);
            Integrate((double)(n - 1) / Intervals, before, (double)n / Intervals, after, Halvings);
            before = after;
        }

        for (int i = 0; i < _step.Length; i++)
        {
            contributions[i] = (float)_sum[i];
        }
    }

    private void Integrate(double from, double scoreFrom, double to, double scoreTo, int halvings)
    {
        double middle = (from + to) / 2, length = to - from;
        MoveTo(middle);
        _score.Gradient(_point, _output, _gradient);
        double explained = 0;
        for (int i = 0; i < _step.Length; i++)
        {
            explained += (double)_gradient[i] * _step[i] * length;
        }

        double error = Math.Abs(explained - (scoreTo - scoreFrom));
        if (halvings > 0 && error > (_allowed * length) + (Rounding * (Math.Abs(scoreFrom) + Math.Abs(scoreTo))))
        {
            double scoreMiddle = ScoreAt(middle);
            Integrate(from, scoreFrom, middle, scoreMiddle, halvings - 1);
            Integrate(middle, scoreMiddle, to, scoreTo, halvings - 1);
            return;
        }

        for (int i = 0; i < _step.Length; i++)
        {
            _sum[i] += (double)_gradient[i] * _step[i] * length;
        }
    }

    private double ScoreAt(double t)
    {
        MoveTo(t);
        return _score.Values(_point)[_output];
    }

    private void MoveTo(double t)
    {
        for (int i = 0; i < _point.Length; i++)
        {
            _point[i] = (float)(_baseline[i] + (t * _step[i]));
        }
    }
}
