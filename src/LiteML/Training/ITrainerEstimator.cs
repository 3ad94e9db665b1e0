namespace Microsoft.ML.Trainers;

/// <summary>An estimator that trains a model and wraps it in a prediction transformer.</summary>
public interface ITrainerEstimator<out TTransformer, out TModel> : IEstimator<TTransformer>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    TrainerInfo Info { get; }
}
