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
    private readonly ChosenOptions _options;
    private readonly ulong _seed;

    private protected MlpTrainerBase(ChosenOptions options, SchemaShape.Column label)
        : base(options.Host, TrainerUtils.MakeR4VecFeature(options.Trainer.FeatureColumnName), label,
            TrainerUtils.MakeR4ScalarWeightColumn(options.Trainer.ExampleWeightColumnName)) =>
        (_options, _seed) = (options, (ulong)(options.Trainer.Seed ?? options.Host.Rand.Next()));

    /// <summary>Needs neither normalized features (it standardizes) nor a calibrator nor a cache (it reads the rows once);
    /// takes validation rows and a model to start from.</summary>
    public override TrainerInfo Info { get; } =
        new(normalization: false, calibration: false, caching: false, supportValid: true, supportIncrementalTrain: true);

    /// <summary>Trains on one view and watches over the training with another, instead of holding rows out.</summary>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="validationData">The rows to measure the validation cost on; same columns, and a key label's keys stand for the same classes in the same order.</param>
    /// <exception cref="InvalidOperationException">In one of the views no row can be used, or a vector is not as wide as its column says; or their
    /// features or classes are not the same.</exception>
    public TTransformer Fit(IDataView trainData, IDataView validationData) => TrainTransformer(trainData, validationData);

    /// <summary>Checks the label column, and says how many outputs the network has and how labels become targets.</summary>
    private protected abstract (int Outputs, TargetReader Target) ReadLabel(RoleMappedData data, Cost cost);

    /// <summary>The network of a model given to start from, and how it was trained; null if it is no model of this task.</summary>
    private protected abstract (TrainedNetwork Network, MlpTraining Training)? StartFrom(IPredictor model);

    private protected abstract TModel Wrap(TrainedNetwork network, MlpTraining training);

    /// <summary>A transformer around a network that was trained elsewhere.</summary>
    internal TTransformer TransformerOf(TrainedNetwork network, MlpTraining training, DataViewSchema schema) =>
        MakeTransformer(Wrap(network, training), schema);

    /// <inheritdoc/>
    protected sealed override TModel TrainModelCore(TrainContext trainContext)
    {
        Host.CheckValue(trainContext, nameof(trainContext));
        using IChannel channel = Host.Start("Training");
        var warnings = new TrainingWarnings(channel);
        MlpOptions chosen = _options.Trainer;
        (int outputs, TargetReader target) = ReadLabel(trainContext.TrainingSet, _options.Engine.Cost);
        TrainingOptions options = _options.ForTraining(_seed, channel, warnings);
        (TrainedNetwork? initial, TrainingState? state) = Initial(trainContext, outputs, target);
        options = options with { Continue = state };

        RoleMappedData? watch = trainContext.ValidationSet ?? (chosen.ValidationData is { } view ? MakeRoles(view) : null);
        var reader = new RowReader(channel, warnings, _options, target, new TargetRule(Host, options.Cost, outputs, LabelColumn.Name));
        LoadedRows rows = reader.Read(trainContext.TrainingSet, "training", watch is null ? chosen.GroupColumnName : null);
        Remark(channel, warnings, target, rows);
        EnsembleChoice choice = initial is not null ? new(LikeThat(options, initial), null)
            : EnsembleChoice.Of(chosen, options, rows.Rows, watch is null ? HoldOut.Obstacle(rows) : null);
        (TrainingSet train, TrainingSet? validation) = watch is not null ? (rows.Rows, WithSameWidth(reader.Read(watch, "validation"), rows))
            : chosen.ValidationFraction is null && (choice.Ensemble is not null || !choice.HoldsOut) ? (rows.Rows, null)
            : HoldOut.From(rows, chosen.ValidationFraction, target, _seed);
        if (validation is null && chosen.ValidationFraction > 0)
        {
            warnings.Add(Invariant($"ValidationFraction is {chosen.ValidationFraction}, but no rows are held out: {HoldOut.Obstacle(rows)}."));
        }

        if (choice.Ensemble is { } ensemble)
        {
            EnsembleResult trained = EnsembleTrainer.Train(train, validation, HoldOut.By(rows, target), outputs, choice.Options, ensemble);
            channel.Info(EpochLog.Summary(trained));
            return Wrap(trained.Network, Record(trained.First, trained));
        }

        TrainingResult result = NetworkTrainer.Train(train, validation, outputs, choice.Options, initial);
        channel.Info(EpochLog.Summary(result));
        return Wrap(result.Network, Record(result));

        MlpTraining Record(TrainingResult of, EnsembleResult? all = null) => new(of.History, of.StopReason, of.BestEpoch, _options.Text(choice.Options))
        {
            Warnings = [.. warnings.All], Classes = target.Classes, State = of.State, Members = all?.Members ?? [], OutOfFoldCost = all?.OutOfFoldCost,
            Temperature = all?.Temperature, TemperatureConstants = all?.Constants ?? [],
        };
    }

    /// <summary>The options with the layers of the model to start from, where they leave them open.</summary>
    private TrainingOptions LikeThat(TrainingOptions options, TrainedNetwork initial) => _options.Trainer.HiddenLayers is not null ? options
        : options with { HiddenLayers = [.. initial.Shape.Layers.SkipLast(1).Select(layer => layer.Outputs)] };

    /// <summary>Says what is odd about the labels, features and weights of all training rows.</summary>
    private static void Remark(IChannel channel, TrainingWarnings warnings, TargetReader target, LoadedRows rows)
    {
        foreach (string warning in rows.Remarks.Warnings.Append<string?>(target.Warning).Append(WeightRemark.Of(rows.Rows)).OfType<string>())
        {
            warnings.Add(warning);
        }

        foreach (string note in new[] { rows.Remarks.Note, target.Note }.OfType<string>())
        {
            channel.Info(note);
        }
    }

    /// <summary>The network to start from, if one is given: of this task, and of the shape that the options describe.</summary>
    private (TrainedNetwork? Network, TrainingState? State) Initial(TrainContext context, int outputs, TargetReader target)
    {
        if (context.InitialPredictor is not { } model)
        {
            return (null, null);
        }

        (TrainedNetwork network, MlpTraining training) = StartFrom(model) ?? throw Host.ExceptParam("modelParameters",
            $"The model to start from must be one that this trainer made, but was {model.GetType().Name}.");
        context.TrainingSet.CheckFeatureFloatVector(out int features);
        Host.CheckParam(_options.Trainer.EnsembleSize is null or 1, nameof(MlpOptions.EnsembleSize),
            "EnsembleSize must be 1 or null with a model to start from, which is trained on as the one network that it is.");
        NetworkShape wanted = LikeThat(_options.Engine, network).Shape(features, outputs, network.Shape.Embedding);
        Host.CheckParam(network.Shape.Equals(wanted), "modelParameters",
            $"The model to start from must have the layers {Describe(wanted)}, but had {Describe(network.Shape)}. "
            + "Choose HiddenLayers, Activation and UseBiases as it was trained.");
        if (training.Classes is { Count: > 0 } classes && target.Classes.Count > 0)
        {
            string? difference = ClassNames.Difference([.. classes], [.. target.Classes]);
            Host.CheckParam(difference is null, "modelParameters",
                $"The classes of column '{LabelColumn.Name}' must be those of the model to start from in the same order, {difference}. "
                + "Use the MapValueToKey that the model was trained behind.");
        }

        Host.CheckParam(!_options.Trainer.ContinueTraining || training.State is not null, "modelParameters",
            "With ContinueTraining the model to start from must be one that was trained with it in this process, but it keeps no state of its training. "
            + "Train it with ContinueTraining, or turn that off: then training starts anew from the model's weights.");
        return (network, _options.Trainer.ContinueTraining ? training.State : null);
    }

    private TrainingSet WithSameWidth(LoadedRows validation, LoadedRows training)
    {
        (int given, int wanted) = (validation.Rows.FeatureCount, training.Rows.FeatureCount);
        Host.Check(given == wanted, Invariant($"Validation rows must have {wanted} features as the training rows have, but had {given}."));
        return validation.Rows;
    }

    /// <summary>A shape in words, with what its own text leaves out.</summary>
    private static string Describe(NetworkShape shape) => $"{shape}{(shape.Layers[0].HasBias ? "" : " without biases")}";

    private protected static IHost Registered(IHostEnvironment env, string name)
    {
        ArgumentNullException.ThrowIfNull(env, "mlContext");
        MLNetVersion.Check();
        return env.Register(name);
    }
}
