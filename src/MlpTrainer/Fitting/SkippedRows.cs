using System.Globalization;

namespace MlpTrainer.Fitting;

/// <summary>How many rows of a data view could not be used, and why. One warning says it all.</summary>
internal readonly record struct SkippedRows(long Kept, long Weights, long Labels, long Features)
{
    public long Total => Weights + Labels + Features;

    /// <summary>"Skipped 3 of 100 rows in training: 1 with a bad label, 2 with a bad weight …".</summary>
    public string Warning(string purpose, bool missingIsBad) => string.Create(CultureInfo.InvariantCulture,
        $"Skipped {Total} of {Kept + Total} rows in {purpose}: {Labels} with a missing or infinite label, "
        + $"{Weights} with a weight that is not a finite number greater than 0, "
        + $"{Features} with {(missingIsBad ? "missing or infinite" : "infinite")} features.");
}
