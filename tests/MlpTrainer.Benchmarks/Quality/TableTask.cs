namespace MlpTrainer.Benchmarks.Quality;

/// <summary>What a table asks for: one of two classes, one of several, or a number.</summary>
internal enum TableTask
{
    Binary,
    Multiclass,
    Regression,
}
