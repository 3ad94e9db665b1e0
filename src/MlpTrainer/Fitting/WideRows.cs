using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>Rows of so many features that hidden layers would have millions of weights: texts, n-grams, hashes.</summary>
/// <remarks>
/// A linear network learns more from them, and its cost is convex: L-BFGS finds its minimum from all rows at once, and an L2 penalty does what holding rows out would.
/// </remarks>
internal static class WideRows
{
    /// <summary>λ of the penalty, where rows have length 1.</summary>
    private const double Penalty = 5e-6;

    private const int MostIterations = 60;

    /// <summary>The options of that network; null where the user's ask for steps, an ensemble or a metric of held-out rows, or the rows for saturation.</summary>
    public static TrainingOptions? Options(MlpOptions chosen, TrainingOptions options, TrainingSet rows)
    {
        bool isOther = chosen is { EnsembleSize: not null } or { Patience: not null } or { EarlyStopping.Metric: not null };
        bool wantsSteps = chosen is not { Optimizer: null, LearningRate: null, Schedule: null, BatchSize: null, WeightDecay: null, MaxNorm: null, GradientClipNorm: null, WeightAveraging: null }
            || options is not { Dropout: 0f, InputDropout: 0f, InputGainRate: 0f, L1Regularization: 0, Divergence: DivergenceRule.Stop };
        return isOther || wantsSteps || rows.HasInfinite ? null : options with
        {
            HiddenLayers = [],
            Optimizer = new Lbfgs { Memory = 5 },
            EarlyStopping = null,
            L2Regularization = options.L2Regularization > 0 ? options.L2Regularization : Penalty,
            MaximumNumberOfEpochs = Math.Min(options.MaximumNumberOfEpochs, MostIterations),
            SharesScale = true,
        };
    }
}
