using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;
using MlpTrainer.Interop;

namespace MlpTrainer;

/// <summary>Trains a multilayer perceptron that tells several classes apart.</summary>
/// <remarks>
/// Input: a key label (as <c>MapValueToKey</c> makes it), features as a float vector of known size (dense or sparse), an optional float weight.
/// Output: Score, the classes' probabilities; PredictedLabel, the key of the most probable class.
/// </remarks>
public sealed class MlpMulticlassTrainer : MlpTrainerBase<MulticlassPredictionTransformer<MlpMulticlassModelParameters>, MlpMulticlassModelParameters>
{
    /// <summary>What the multiclass trainer lets you choose.</summary>
    public sealed class Options : MlpClassifierOptions
    {
        internal override MlpTask Task => MlpTask.Multiclass;
    }

    /// <summary>A trainer with these options.</summary>
    /// <param name="mlContext">The context that it logs to.</param>
    /// <param name="options">The options, which are copied; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or two do not fit together.</exception>
    public MlpMulticlassTrainer(MLContext mlContext, Options? options = null)
        : this((IHostEnvironment)mlContext, options ?? new Options())
    {
    }

    internal MlpMulticlassTrainer(IHostEnvironment env, Options options)
        : this(new ChosenOptions(Registered(env, "MlpMulticlass"), options))
    {
    }

    private MlpMulticlassTrainer(ChosenOptions options)
        : base(options, TrainerUtils.MakeU4ScalarColumn(options.Trainer.LabelColumnName))
    {
    }

    /// <inheritdoc/>
    protected override PredictionKind PredictionKind => PredictionKind.MulticlassClassification;

    /// <summary>Trains on, from a model's weights. The options must describe the same layers, and the label's keys stand for the classes that they
    /// stood for then, in the same order.</summary>
    /// <remarks>
    /// The model brings its weights, its biases and the scaling of its features, so that
    /// <see cref="MlpOptions.Standardize"/>, <see cref="MlpOptions.Saturate"/>, <see cref="MlpOptions.ImputeMissing"/> and
    /// <see cref="MlpOptions.Initializer"/> have no effect on the network; where one of them is not as the model was trained, a warning says so. All else
    /// starts anew: the optimizer's state, the schedule, the order of the rows (from <see cref="MlpOptions.Seed"/>), the rows held out, early stopping and the history; with
    /// <see cref="MlpOptions.ContinueTraining"/> the first three go on.
    /// </remarks>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="modelParameters">The model to start from.</param>
    public MulticlassPredictionTransformer<MlpMulticlassModelParameters> Fit(IDataView trainData, MlpMulticlassModelParameters modelParameters) =>
        TrainTransformer(trainData, initPredictor: modelParameters);

    private protected override (int Outputs, TargetReader Target) ReadLabel(RoleMappedData data, Cost cost)
    {
        data.CheckMulticlassLabel(out int classes);
        return (classes, new ClassTarget(Host, classes, oneHot: cost.TargetWidth(classes) > 1, data.Schema.Label));
    }

    private protected override (TrainedNetwork Network, MlpTraining Training)? StartFrom(IPredictor model) =>
        model is MlpMulticlassModelParameters own ? (own.Network, own.Training) : null;

    private protected override MlpMulticlassModelParameters Wrap(TrainedNetwork network, MlpTraining training) => new(Host, network, training);

    /// <inheritdoc/>
    protected override MulticlassPredictionTransformer<MlpMulticlassModelParameters> MakeTransformer(
        MlpMulticlassModelParameters model, DataViewSchema trainSchema) =>
        new MulticlassPredictionTransformer<MlpMulticlassModelParameters>(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name).ScoreInBlocks();

    /// <inheritdoc/>
    protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
    {
        bool found = inputSchema.TryFindColumn(LabelColumn.Name, out SchemaShape.Column label);
        Host.Check(found, $"Could not find label column '{LabelColumn.Name}'.");
        return OutputColumns.Multiclass(label);
    }
}
