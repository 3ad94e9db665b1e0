namespace MlpTrainer.Engine;

/// <summary>R² = 1 − Σ w(a − y)² / Σ w(y − ȳ)², the mean over outputs. NaN where a target never varies.</summary>
internal sealed class RSquaredMetric : Metric
{
    public override string Name => "R²";

    public override bool HigherIsBetter => true;

    public override LearningTasks Tasks => LearningTasks.Binary | LearningTasks.Regression;

    public override double Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        int k = Outputs(outputs, targets, weights);
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Length, outputs.Length, nameof(targets));
        double sum = 0;
        for (int j = 0; j < k; j++)
        {
            sum += OfOutput(outputs, targets, weights, j, k);
        }

        return sum / k;
    }

    private static double OfOutput(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int j, int k)
    {
        double mean = 0, total = 0, residual = 0, deviation = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            total += weights[i];
            mean += weights[i] * (targets[(i * k) + j] - mean) / total;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            double y = targets[(i * k) + j], error = outputs[(i * k) + j] - y;
            residual += weights[i] * error * error;
            deviation += weights[i] * (y - mean) * (y - mean);
        }

        return deviation > 0 ? 1 - (residual / deviation) : double.NaN;
    }
}
