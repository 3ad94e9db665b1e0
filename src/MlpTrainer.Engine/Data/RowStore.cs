namespace MlpTrainer.Engine;

/// <summary>All rows in memory: features (dense or sparse), targets and example weights. Views of it are <see cref="TrainingSet"/>s.</summary>
/// <param name="FeatureCount">The number of features.</param>
/// <param name="Dense">The features, or null where they are sparse.</param>
/// <param name="Sparse">The features, or null where they are dense.</param>
/// <param name="Targets">The targets, [n×target width].</param>
/// <param name="Weights">The example weights, [n×1].</param>
/// <param name="HasMissing">Whether any feature is NaN.</param>
/// <param name="HasInfinite">Whether any feature is ±∞.</param>
internal sealed record RowStore(
    int FeatureCount, DenseRows? Dense, SparseRows? Sparse, DenseRows Targets, DenseRows Weights, bool HasMissing, bool HasInfinite);
