using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Inference;

/// <summary>What the user says of a table; the rest is inferred.</summary>
internal sealed record InferenceOptions
{
    /// <summary>The column to predict.</summary>
    public required string Label { get; init; }

    /// <summary>What is learned; null: as the label shows.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>Columns to leave out.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Columns' kinds, as "name=kind" or "name=date:d.M.yyyy".</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The decimal mark; null: as the numbers show.</summary>
    public NumberFormat? DecimalMark { get; init; }

    public MissingWords Missing { get; init; } = new([]);
}
