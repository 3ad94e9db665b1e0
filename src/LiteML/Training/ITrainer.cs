using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The untyped face of a trainer.</summary>
public interface ITrainer
{
    TrainerInfo Info { get; }

    PredictionKind PredictionKind { get; }

    IPredictor Train(TrainContext context);
}

/// <summary>A trainer that makes models of type <typeparamref name="TPredictor"/>.</summary>
public interface ITrainer<out TPredictor> : ITrainer
    where TPredictor : IPredictor
{
    new TPredictor Train(TrainContext context);
}

/// <summary>All that one training run is given: the data by role, and perhaps a model to start from.</summary>
public sealed class TrainContext
{
    public TrainContext(
        RoleMappedData trainingSet, RoleMappedData validationSet = null, RoleMappedData testSet = null, IPredictor initialPredictor = null)
    {
        TrainingSet = trainingSet ?? throw new ArgumentNullException(nameof(trainingSet));
        ValidationSet = validationSet;
        TestSet = testSet;
        InitialPredictor = initialPredictor;
    }

    public RoleMappedData TrainingSet { get; }

    public RoleMappedData ValidationSet { get; }

    public RoleMappedData TestSet { get; }

    public IPredictor InitialPredictor { get; }
}
