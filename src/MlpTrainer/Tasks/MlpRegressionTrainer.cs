using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;
using MlpTrainer.Interop;

namespace MlpTrainer;

/// <summary>Trains a multilayer perceptron that predicts a number, or several at once.</summary>
/// <remarks>
/// Input: a float label, or a float vector of known size for several numbers; features as a float vector of known size (dense or sparse);
/// an optional float weight. Output: Score, in the label's units and of the label's type.
/// </remarks>
public sealed class MlpRegressionTrainer : MlpTrainerBase<RegressionPredictionTransformer<MlpRegressionModelParameters>, MlpRegressionModelParameters>
{
    /// <summary>What the regression trainer lets you choose.</summary>
#pragma warning disable CA1051 // fields and not properties: ML.NET's convention for options
    public sealed class Options : MlpOptions
    {
        /// <summary>Whether labels are brought to a usual size for training, and scores back to the label's units, so that the unit makes no difference:
        /// by mean and deviation for squared errors, by median and quantiles for costs that bear with far labels (absolute, Huber, quantile, log-cosh), by the
        /// mean alone for those with an exponential link (Poisson, Gamma, Tweedie); see <see cref="Cost.TargetScaling"/>. A label that is one number in all
        /// rows is then predicted exactly. Null: where the cost allows it. False: labels must then be of a size that steps of η can learn; a warning says where their
        /// deviation is below 30·η. A model to start from brings its own scaling.</summary>
        public bool? StandardizeTargets = Usual.StandardizeTargets;

        internal override MlpTask Task => MlpTask.Regression;
    }
#pragma warning restore CA1051

    /// <summary>A trainer with these options.</summary>
    /// <param name="mlContext">The context that it logs to.</param>
    /// <param name="options">The options, which are copied; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or two do not fit together.</exception>
    public MlpRegressionTrainer(MLContext mlContext, Options? options = null)
        : this((IHostEnvironment)mlContext, options ?? new Options())
    {
    }

    internal MlpRegressionTrainer(IHostEnvironment env, Options options)
        : this(new ChosenOptions(Registered(env, "MlpRegression"), options))
    {
    }

    private MlpRegressionTrainer(ChosenOptions options)
        : base(options, TrainerUtils.MakeR4ScalarColumn(options.Trainer.LabelColumnName))
    {
    }

    /// <inheritdoc/>
    protected override PredictionKind PredictionKind => PredictionKind.Regression;

    /// <summary>Trains on, from a model's weights. The options must describe the same layers.</summary>
    /// <remarks>
    /// The model brings its weights, its biases and the scaling of its features and labels, so that
    /// <see cref="MlpOptions.Standardize"/>, <see cref="MlpOptions.Saturate"/>, <see cref="MlpOptions.ImputeMissing"/>, <see cref="Options.StandardizeTargets"/> and
    /// <see cref="MlpOptions.Initializer"/> have no effect on the network; where one of them is not as the model was trained, a warning says so. All else
    /// starts anew: the optimizer's state, the schedule, the order of the rows (from <see cref="MlpOptions.Seed"/>), the rows held out, early stopping and the history; with
    /// <see cref="MlpOptions.ContinueTraining"/> the first three go on.
    /// </remarks>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="modelParameters">The model to start from.</param>
    public RegressionPredictionTransformer<MlpRegressionModelParameters> Fit(IDataView trainData, MlpRegressionModelParameters modelParameters) =>
        TrainTransformer(trainData, initPredictor: modelParameters);

    private protected override (int Outputs, TargetReader Target) ReadLabel(RoleMappedData data, Cost cost)
    {
        if (data.Schema.Label?.Type is VectorDataViewType { Size: > 0 } vector)
        {
            return (vector.Size, new VectorTarget(Host, vector.Size, cost));
        }

        data.CheckRegressionLabel();
        return (1, new NumberTarget(cost));
    }

    private protected override (TrainedNetwork Network, MlpTraining Training)? StartFrom(IPredictor model) =>
        model is MlpRegressionModelParameters own ? (own.Network, own.Training) : null;

    private protected override MlpRegressionModelParameters Wrap(TrainedNetwork network, MlpTraining training) => new(Host, network, training);

    /// <inheritdoc/>
    protected override RegressionPredictionTransformer<MlpRegressionModelParameters> MakeTransformer(
        MlpRegressionModelParameters model, DataViewSchema trainSchema) =>
        new RegressionPredictionTransformer<MlpRegressionModelParameters>(Host, model, trainSchema, FeatureColumn.Name).ScoreInBlocks();

    /// <inheritdoc/>
    protected override void CheckLabelCompatible(SchemaShape.Column labelCol)
    {
        if (!IsFloatVector(labelCol))
        {
            base.CheckLabelCompatible(labelCol);
        }
    }

    /// <inheritdoc/>
    protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema) =>
        OutputColumns.Regression(isVector: inputSchema.TryFindColumn(LabelColumn.Name, out SchemaShape.Column label) && IsFloatVector(label));

    private static bool IsFloatVector(SchemaShape.Column column) =>
        column.Kind == SchemaShape.Column.VectorKind.Vector && column.ItemType == NumberDataViewType.Single;
}
