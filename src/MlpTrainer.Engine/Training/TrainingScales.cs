namespace MlpTrainer.Engine;

/// <summary>What is learned from the training rows before the first step: how features and targets are scaled, and the codes that stand for features or the embeddings that they get.</summary>
/// <param name="Inputs">x̂ of the features; null where it is x.</param>
/// <param name="Targets">How targets are standardized; null where they are not.</param>
/// <param name="Codes">What the network sees in place of x̂; null for x̂ itself.</param>
/// <param name="Embedding">What the network makes of x̂ before its first layer; null for nothing.</param>
internal readonly record struct TrainingScales(InputScaling? Inputs, OutputScaling? Targets, PiecewiseCodes? Codes = null, EmbeddingShape? Embedding = null)
{
    /// <summary>Learns them as the options say.</summary>
    public static TrainingScales Learn(TrainingSet train, TrainingOptions options)
    {
        InputScaling? inputs = InputStatistics.Learn(train, options.Standardize, options.ImputeMissing, options.Saturates, options.SharesScale);
        PiecewiseCodes? codes = options.NumericalEmbedding is PiecewiseLinearEmbedding embedding ? PiecewiseCodes.Learn(train, inputs, embedding.MostCodes) : null;
        return new(inputs, TargetStatistics.Learn(train, Scaling(options)), codes, (options.NumericalEmbedding as PeriodicEmbedding)?.Shape(train, inputs));
    }

    /// <summary>Those of a network to start from; where one of its targets never varied, that of the new rows.</summary>
    public static TrainingScales Renew(TrainedNetwork initial, TrainingSet train, TrainingOptions options) =>
        new(initial.Inputs, TargetStatistics.Renew(initial.Outputs, train, Scaling(options)), Embedding: initial.Shape.Embedding);

    /// <summary>The rows as the network sees them.</summary>
    public PreparedRows Prepare(TrainingSet set, int outputs, float[]? classFactors) => new(set, outputs, Inputs, Targets, classFactors, Codes, writesOut: Embedding is not null);

    private static TargetScaling Scaling(TrainingOptions options) =>
        options.StandardizeTargets == false ? TargetScaling.None : options.Cost.TargetScaling;
}
