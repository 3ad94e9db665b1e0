using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;
using MlpTrainer.Interop;

namespace MlpTrainer;

/// <summary>What the trainers of all tasks do: check the columns, read the rows, train, wrap the network as a model.</summary>
/// <typeparam name="TTransformer">The task's prediction transformer.</typeparam>
/// <typeparam name="TModel">The task's model.</typeparam>
public abstract class MlpTrainerBase<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private readonly MlpOptions _options;
    private readonly Cost _cost;

    private protected MlpTrainerBase(IHostEnvironment env, string name, MlpOptions options, Cost cost, SchemaShape.Column label)
        : base(Registered(env, name), TrainerUtils.MakeR4VecFeature(options.FeatureColumnName), label,
            TrainerUtils.MakeR4ScalarWeightColumn(options.ExampleWeightColumnName))
    {
        this._options = options;
        this._cost = cost;
        options.Check(Host);
        CheckCost();
    }

    /// <summary>Needs neither normalized features (it standardizes) nor a calibrator nor a cache (it reads the rows once);
    /// takes validation rows and a model to start from.</summary>
    public override TrainerInfo Info { get; } =
        new(normalization: false, calibration: false, caching: false, supportValid: true, supportIncrementalTrain: true);

    /// <summary>Trains on one view and watches over the training with another, instead of holding rows out.</summary>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="validationData">The rows to measure the validation cost on; same columns.</param>
    public TTransformer Fit(IDataView trainData, IDataView validationData) => TrainTransformer(trainData, validationData);

    /// <summary>Which costs have a meaning for the task, in words that follow "Cost must be".</summary>
    private protected abstract string CostRule { get; }

    private protected abstract bool Accepts(Cost cost);

    /// <summary>Checks the label column, and says how many outputs the network has and how labels become targets.</summary>
    private protected abstract (int Outputs, TargetReader Target) ReadLabel(RoleMappedData data, Cost cost);

    /// <summary>The network of a model given to start from; null if it is no model of this task.</summary>
    private protected abstract TrainedNetwork? NetworkOf(IPredictor model);

    private protected abstract TModel Wrap(TrainedNetwork network, MlpTraining training);

    /// <summary>A transformer around a network that was trained elsewhere.</summary>
    internal TTransformer TransformerOf(TrainedNetwork network, MlpTraining training, DataViewSchema schema) =>
        MakeTransformer(Wrap(network, training), schema);

    /// <inheritdoc/>
    protected sealed override TModel TrainModelCore(TrainContext trainContext)
    {
        Host.CheckValue(trainContext, nameof(trainContext));
        using IChannel channel = Host.Start("Training");
        (int outputs, TargetReader target) = ReadLabel(trainContext.TrainingSet, _cost);
        ulong seed = (ulong)(_options.Seed ?? Host.Rand.Next());
        TrainingOptions engineOptions = EngineOptions.From(_options, _cost, seed, Host, channel);
        TrainedNetwork? initial = Initial(trainContext, outputs);

        var reader = new RowReader(Host, channel, _options, target, new TargetRule(Host, _cost, outputs, LabelColumn.Name));
        LoadedRows rows = reader.Read(trainContext.TrainingSet, "training", NoTrainingInstancesMessage);
        if (target.Warning is { } warning)
        {
            channel.Warning(warning);
        }

        (TrainingSet train, TrainingSet? validation) = Validation(trainContext) is { } watch
            ? (rows.Rows, WithSameWidth(reader.Read(watch, "validation", "No valid validation rows found."), rows))
            : HoldOut.From(rows, _options.ValidationFraction, target, seed);
        TrainingResult result = NetworkTrainer.Train(train, validation, outputs, engineOptions, initial);
        channel.Info(EpochLog.Summary(result));
        return Wrap(result.Network, new MlpTraining(result.History, result.StopReason, result.BestEpoch, OptionText.Of(_options, engineOptions)));
    }

    private RoleMappedData? Validation(TrainContext context) =>
        context.ValidationSet ?? (_options.ValidationData is { } view ? MakeRoles(view) : null);

    /// <summary>The network to start from, if one is given: of this task, and of the shape that the options describe.</summary>
    private TrainedNetwork? Initial(TrainContext context, int outputs)
    {
        if (context.InitialPredictor is not { } model)
        {
            return null;
        }

        TrainedNetwork network = NetworkOf(model) ?? throw Host.ExceptParam("modelParameters",
            $"The model to start from must be one that this trainer made, but was {model.GetType().Name}.");
        context.TrainingSet.CheckFeatureFloatVector(out int features);
        NetworkShape wanted = WarmStart.Wanted(features, _options, outputs, _cost);
        Host.CheckParam(network.Shape.Equals(wanted), "modelParameters",
            $"The model to start from must have the layers {WarmStart.Describe(wanted)}, but had {WarmStart.Describe(network.Shape)}. "
            + "Choose HiddenLayers, Activation and UseBiases as it was trained.");
        return network;
    }

    private TrainingSet WithSameWidth(LoadedRows validation, LoadedRows training)
    {
        (int given, int wanted) = (validation.Rows.FeatureCount, training.Rows.FeatureCount);
        Host.Check(given == wanted, Invariant($"Validation rows must have {wanted} features as the training rows have, but had {given}."));
        return validation.Rows;
    }

    private void CheckCost()
    {
        var rules = new OptionRules(Host);
        rules.Require(Accepts(_cost), CostRule, _cost.Name, nameof(_options.Cost));
        rules.Require(Activation.Outputs.Contains(_cost.Link),
            "one whose link is in Activation.Outputs, by which a model file is read again", $"{_cost.Name} with {_cost.Link}", nameof(_options.Cost));
    }

    private static IHost Registered(IHostEnvironment env, string name)
    {
        ArgumentNullException.ThrowIfNull(env, "mlContext");
        MLNetVersion.Check();
        return env.Register(name);
    }
}
