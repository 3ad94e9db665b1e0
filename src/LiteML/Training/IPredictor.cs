namespace Microsoft.ML;

/// <summary>What a trained model predicts.</summary>
public enum PredictionKind
{
    Unknown = 0,
    Custom = 1,
    BinaryClassification = 2,
    MulticlassClassification = 3,
    Regression = 4,
    MultiOutputRegression = 5,
    Ranking = 6,
    Recommendation = 7,
    AnomalyDetection = 8,
    Clustering = 9,
    SequenceClassification = 10,
}

/// <summary>A trained model.</summary>
public interface IPredictor
{
    PredictionKind PredictionKind { get; }
}

/// <summary>A trained model whose score has type <typeparamref name="TResult"/>.</summary>
public interface IPredictorProducing<out TResult> : IPredictor
{
}

/// <summary>A trained model with a score and a probability.</summary>
public interface IDistPredictorProducing<out TResult, out TResultDistribution> : IPredictorProducing<TResult>
{
}
