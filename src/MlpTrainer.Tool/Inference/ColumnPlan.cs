using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Inference;

/// <summary>What a column is taken for, and why.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Its place in the file, from 0.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Why">What shows it, in a few words.</param>
internal sealed record ColumnPlan(string Name, int Place, ColumnKind Kind, string Why)
{
    /// <summary>How its numbers are written.</summary>
    public NumberFormat Numbers { get; init; } = NumberFormat.Point;

    /// <summary>How its dates are written.</summary>
    public DateFormat? Dates { get; init; }

    /// <summary>Whether some of its values are missing.</summary>
    public bool HasMissing { get; init; }

    /// <summary>A word of its own for missing values, among numbers; null: none.</summary>
    public string? MissingWord { get; init; }

    /// <summary>Whether a date has a time of day.</summary>
    public bool HasTimes { get; init; }

    /// <summary>Whether it has so many categories that they are hashed.</summary>
    public bool IsHashed { get; init; }

    /// <summary>Whether it is text in the model.</summary>
    public bool IsText => Kind is ColumnKind.Category or ColumnKind.Date or ColumnKind.Text;
}
