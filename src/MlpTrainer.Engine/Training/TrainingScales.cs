namespace MlpTrainer.Engine;

/// <summary>What is learned from the training rows before the first step: how features and targets are scaled, and the codes that stand for features.</summary>
/// <param name="Inputs">x̂ of the features; null where it is x.</param>
/// <param name="Targets">How targets are standardized; null where they are not.</param>
/// <param name="Codes">What the network sees in place of x̂; null for x̂ itself.</param>
internal readonly record struct TrainingScales(InputScaling? Inputs, OutputScaling? Targets, PiecewiseCodes? Codes = null)
{
    /// <summary>Learns them as the options say.</summary>
    public static TrainingScales Learn(TrainingSet train, TrainingOptions options)
    {
        InputScaling? inputs = InputStatistics.Learn(train, options.Standardize, options.ImputeMissing, options.Saturates, options.SharesScale);
        PiecewiseCodes? codes = options.NumericalEmbedding is PiecewiseLinearEmbedding embedding ? PiecewiseCodes.Learn(train, inputs, embedding.MostCodes) : null;
        return new(inputs, TargetStatistics.Learn(train, Scaling(options)), codes);
    }

    /// <summary>Those of a network to start from; where one of its targets never varied, that of the new rows.</summary>
    public static TrainingScales Renew(TrainedNetwork initial, TrainingSet train, TrainingOptions options) =>
        new(initial.Inputs, TargetStatistics.Renew(initial.Outputs, train, Scaling(options)));

    /// <summary>The rows as the network sees them.</summary>
    public PreparedRows Prepare(TrainingSet set, int outputs, float[]? classFactors) => new(set, outputs, Inputs, Targets, classFactors, Codes);

    private static TargetScaling Scaling(TrainingOptions options) =>
        options.StandardizeTargets == false ? TargetScaling.None : options.Cost.TargetScaling;
}
