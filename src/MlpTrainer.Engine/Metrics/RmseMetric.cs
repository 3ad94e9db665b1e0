namespace MlpTrainer.Engine;

/// <summary>RMSE: √(Σ w·(a − y)² / Σ w), over all rows and outputs.</summary>
internal sealed class RmseMetric : Metric
{
    public override string Name => "RMSE";

    public override bool HigherIsBetter => false;

    public override LearningTasks Tasks => LearningTasks.Binary | LearningTasks.Regression;

    public override double Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        int k = Outputs(outputs, targets, weights);
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Length, outputs.Length, nameof(targets));
        double sum = 0, total = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = (double)outputs[i] - targets[i];
            sum += weights[i / k] * error * error;
            total += weights[i / k];
        }

        return Math.Sqrt(sum / total);
    }
}
