using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;
using MlpTrainer.Interop;
using CalibratedModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    MlpTrainer.MlpBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace MlpTrainer;

/// <summary>Trains a multilayer perceptron that tells two classes apart.</summary>
/// <remarks>
/// Input: a Boolean label, features as a float vector of known size (dense or sparse), an optional float weight.
/// Output: Score z, the log-odds; Probability σ(z); PredictedLabel, true where z &gt; 0.
/// </remarks>
public sealed class MlpBinaryTrainer : MlpTrainerBase<BinaryPredictionTransformer<CalibratedModel>, CalibratedModel>
{
    /// <summary>What the binary trainer lets you choose.</summary>
    public sealed class Options : MlpClassifierOptions
    {
        internal override MlpTask Task => MlpTask.Binary;
    }

    /// <summary>A trainer with these options.</summary>
    /// <param name="mlContext">The context that it logs to.</param>
    /// <param name="options">The options, which are copied; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or two do not fit together.</exception>
    public MlpBinaryTrainer(MLContext mlContext, Options? options = null)
        : this((IHostEnvironment)mlContext, options ?? new Options())
    {
    }

    internal MlpBinaryTrainer(IHostEnvironment env, Options options)
        : this(new ChosenOptions(Registered(env, "MlpBinary"), options))
    {
    }

    private MlpBinaryTrainer(ChosenOptions options)
        : base(options, TrainerUtils.MakeBoolScalarLabel(options.Trainer.LabelColumnName))
    {
    }

    /// <inheritdoc/>
    protected override PredictionKind PredictionKind => PredictionKind.BinaryClassification;

    /// <summary>Trains on, from a model's weights. The options must describe the same layers.</summary>
    /// <remarks>
    /// The model brings its weights, its biases and the scaling of its features, so that
    /// <see cref="MlpOptions.Standardize"/>, <see cref="MlpOptions.Saturate"/>, <see cref="MlpOptions.ImputeMissing"/> and
    /// <see cref="MlpOptions.Initializer"/> have no effect on the network; where one of them is not as the model was trained, a warning says so. All else
    /// starts anew: the optimizer's state, the schedule, the order of the rows (from <see cref="MlpOptions.Seed"/>), the rows held out, early stopping and the history; with
    /// <see cref="MlpOptions.ContinueTraining"/> the first three go on.
    /// </remarks>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="modelParameters">The model to start from.</param>
    public BinaryPredictionTransformer<CalibratedModel> Fit(IDataView trainData, MlpBinaryModelParameters modelParameters) =>
        TrainTransformer(trainData, initPredictor: modelParameters);

    /// <inheritdoc cref="Fit(IDataView, MlpBinaryModelParameters)"/>
    public BinaryPredictionTransformer<CalibratedModel> Fit(IDataView trainData, CalibratedModel modelParameters) =>
        TrainTransformer(trainData, initPredictor: modelParameters?.SubModel);

    private protected override (int Outputs, TargetReader Target) ReadLabel(RoleMappedData data, Cost cost)
    {
        data.CheckBinaryLabel();
        return (1, new ClassTarget(Host, 2, oneHot: false));
    }

    private protected override (TrainedNetwork Network, MlpTraining Training)? StartFrom(IPredictor model) =>
        ((model as IWeaklyTypedCalibratedModelParameters)?.WeaklyTypedSubModel ?? model) is MlpBinaryModelParameters own ? (own.Network, own.Training) : null;

    /// <summary>Calibrated from the start, as P = σ(z): a Platt calibrator with slope −1 and offset 0.</summary>
    private protected override CalibratedModel Wrap(TrainedNetwork network, MlpTraining training) =>
        new ValueMapperCalibratedModelParameters<MlpBinaryModelParameters, PlattCalibrator>(
            Host, new MlpBinaryModelParameters(Host, network, training), new PlattCalibrator(Host, slope: -1, offset: 0));

    /// <inheritdoc/>
    protected override BinaryPredictionTransformer<CalibratedModel> MakeTransformer(CalibratedModel model, DataViewSchema trainSchema) =>
        new BinaryPredictionTransformer<CalibratedModel>(Host, model, trainSchema, FeatureColumn.Name).ScoreInBlocks();

    /// <inheritdoc/>
    protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema) => OutputColumns.Binary();
}
