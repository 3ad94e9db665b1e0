namespace MlpTrainer.Engine.Files;

/// <summary>The version of what files hold: one number for a network's own file and for a model's entry in ML.NET's.</summary>
/// <remarks>
/// <code>
/// 1   the first
/// 2   a model's entry: the warnings of training, the classes, and a checksum at its end; of both: what fills in for missing features
/// 3   a model's entry: the members of an ensemble, and its out-of-fold cost
/// 4   of both: the embedding of features
/// 5   a model's entry: history and stop reason of every member, and the temperature
/// </code>
/// A reader takes every version since the first; a writer writes the newest.
/// </remarks>
internal static class FormatVersion
{
    public const int Oldest = 1;

    public const int Newest = 5;

    /// <summary>The first with what fills in for missing features; before, that is 0 after scaling.</summary>
    public const int Fillings = 2;

    /// <summary>The first with embeddings of features.</summary>
    public const int Embeddings = 4;
}
