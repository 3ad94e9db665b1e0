namespace MlpTrainer.Engine;

/// <summary>Log-loss: the weighted mean of −ln p, p being the probability given to the right class, at least 1e-15; NaN where a target is no class.</summary>
internal sealed class LogLossMetric : Metric
{
    public override string Name => "log-loss";

    public override bool HigherIsBetter => false;

    public override LearningTasks Tasks => LearningTasks.Binary | LearningTasks.Multiclass;

    public override double Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        int k = Outputs(outputs, targets, weights), width = targets.Length == outputs.Length ? k : 1;
        double cost = 0, total = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            int right = ClassWeights.ClassOf(targets.Slice(i * width, width), k);
            double probability = k == 1 ? (right == 1 ? outputs[i] : 1.0 - outputs[i])
                : (uint)right < (uint)k ? outputs[(i * k) + right] : double.NaN;
            cost -= weights[i] * Math.Log(Math.Max(probability, 1e-15));
            total += weights[i];
        }

        return cost / total;
    }
}
