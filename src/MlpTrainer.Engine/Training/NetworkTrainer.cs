namespace MlpTrainer.Engine;

/// <summary>Trains a network: the engine's way in.</summary>
public static class NetworkTrainer
{
    /// <summary>Trains a network on rows in memory.</summary>
    /// <param name="train">The rows to train on.</param>
    /// <param name="validation">The rows that early stopping watches, or null.</param>
    /// <param name="outputs">The number of output units, at least 1: classes, or targets.</param>
    /// <param name="options">The network and its training.</param>
    /// <param name="initial">Where to start from, a network of the same shape, whose scaling is kept; null for random weights.</param>
    /// <returns>The network and the history of its training. It depends on rows, options and seed only, not on the number of threads.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message says name, rule and value.</exception>
    /// <exception cref="ArgumentException">Sets, cost, options and initial network do not fit together.</exception>
    /// <exception cref="InvalidOperationException">A target is not one that the cost takes, or a feature is missing that may not be.</exception>
    /// <exception cref="TrainingDivergedException">The cost or a parameter stopped being finite.</exception>
    /// <exception cref="OperationCanceledException">The user cancelled and asked for this.</exception>
    public static TrainingResult Train(
        TrainingSet train, TrainingSet? validation, int outputs, TrainingOptions options, TrainedNetwork? initial = null) =>
        throw new NotImplementedException();
}
