namespace MlpTrainer.Engine.Tests;

/// <summary>The training that tests start from: the textbook's, with nothing around it that is not asked for.</summary>
internal static class Plain
{
    /// <summary>Adam, a little L2, one hidden layer; all epochs, features standardized and not saturated, targets as they are.</summary>
    public static TrainingOptions Options { get; } = new()
    {
        HiddenLayers = [100], Optimizer = new Adam(), L2Regularization = 1e-4, EarlyStopping = null, Saturate = false, StandardizeTargets = false,
    };

    /// <summary>One step of length 0: the network is the initial one.</summary>
    public static TrainingOptions Resting { get; } = Options with
    {
        Optimizer = new Sgd(),
        Schedule = new LogCosineSchedule(),
        BatchSize = TrainingOptions.FullBatch,
        MaximumNumberOfEpochs = 1,
    };
}
