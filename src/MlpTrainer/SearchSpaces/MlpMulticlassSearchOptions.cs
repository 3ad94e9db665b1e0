using Microsoft.ML;

namespace MlpTrainer;

/// <summary>What AutoML tries for multiclass classifiers.</summary>
/// <remarks>
/// One line makes it a part of a pipeline that AutoML searches (package Microsoft.ML.AutoML):
/// <code>
/// var mlp = mlContext.Auto().CreateSweepableEstimator(MlpMulticlassSearchOptions.CreateTrainer, new SearchSpace&lt;MlpMulticlassSearchOptions&gt;(new()));
/// </code>
/// The search space must be given: without one AutoML fails with a NullReferenceException.
/// </remarks>
public sealed class MlpMulticlassSearchOptions : MlpSearchOptions
{
    /// <summary>The trainer's options.</summary>
    /// <exception cref="ArgumentException">There is no activation of that name.</exception>
    public MlpMulticlassTrainer.Options ToOptions() => Fill(new MlpMulticlassTrainer.Options());

    /// <summary>The trainer of a trial; a factory for AutoML.</summary>
    /// <param name="mlContext">The trial's context.</param>
    /// <param name="options">What AutoML tries.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static MlpMulticlassTrainer CreateTrainer(MLContext mlContext, MlpMulticlassSearchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new MlpMulticlassTrainer(mlContext, options.ToOptions());
    }
}
