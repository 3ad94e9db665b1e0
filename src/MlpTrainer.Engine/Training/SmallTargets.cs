namespace MlpTrainer.Engine;

/// <summary>Targets that are left as they are, and so small that single steps are as large as what is to be learned.</summary>
/// <remarks>
/// Optimizers that divide the gradient by its usual size (Adam and its like) move every weight by about η at a step, whatever the targets' size, and a network's
/// output moves with all its weights. Measured with the default network on y = s·sin x: at a deviation of 20·η R² falls from 0.99 to as low as 0, at 70·η hardly.
/// </remarks>
internal static class SmallTargets
{
    private const double FewestRates = 30;

    /// <summary>Says so, with the remedy; null where nothing is to be said: targets are scaled or cannot be, they are large enough, or steps follow their size.</summary>
    public static string? Remark(TrainingSet set, TrainingOptions options)
    {
        if (options.StandardizeTargets != false || options.Cost.TargetScaling is not (TargetScaling.MeanAndDeviation or TargetScaling.MedianAndRange)
            || options.Optimizer is not StepOptimizer { StepsAreOfTheRatesSize: true })
        {
            return null;
        }

        double rate = options.LearningRate ?? options.Optimizer.LearningRate;
        double[] varying = [.. Deviations(set).Where(deviation => deviation > 0)];
        return varying.Length > 0 && varying.Min() < FewestRates * rate
            ? Invariant($"Targets are small against the steps of training: a deviation of {varying.Min():g3}, less than {FewestRates} times the learning rate of {rate:g3}, so that single steps undo what was learned. Leave StandardizeTargets at null: then the network learns targets of deviation 1, and gives outputs in their own unit.")
            : null;
    }

    /// <summary>The weighted standard deviation of each target.</summary>
    private static IEnumerable<double> Deviations(TrainingSet set)
    {
        var moments = new RunningMoments(set.TargetWidth);
        for (int row = 0; row < set.RowCount; row++)
        {
            moments.Add(set.Target(row), set.Weight(row));
        }

        return Enumerable.Range(0, set.TargetWidth).Select(moments.Deviation);
    }
}
