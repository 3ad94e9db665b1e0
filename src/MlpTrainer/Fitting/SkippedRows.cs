using Microsoft.ML.Data;

namespace MlpTrainer.Fitting;

/// <summary>How many rows of a data view could be used and how many could not, and why, in words. A row with several faults counts by the first: label,
/// weight, features.</summary>
/// <param name="columns">The columns that the rows are read from.</param>
/// <param name="purpose">"training" or "validation".</param>
/// <param name="missingIsBad">Whether a row with a missing feature cannot be used.</param>
/// <param name="infiniteIsBad">Whether a row with an infinite feature cannot be used.</param>
internal sealed class SkippedRows(RoleMappedSchema columns, string purpose, bool missingIsBad, bool infiniteIsBad)
{
    public long Kept { get; set; }

    public long Labels { get; set; }

    public long Weights { get; set; }

    public long Features { get; set; }

    private long Skipped => Labels + Weights + Features;

    private long Total => Kept + Skipped;

    private string BadFeatures => (missingIsBad, infiniteIsBad) switch
    {
        (true, true) => "missing or infinite features",
        (true, false) => "missing features",
        _ => "infinite features",
    };

    /// <summary>"Skipped 3 of 100 rows in training: 1 with a missing or infinite label, 2 with a weight …"; null if all are used.</summary>
    public string? Warning => Skipped == 0 ? null : Invariant($"Skipped {Skipped} of {Total} rows in {purpose}: ")
        + Invariant($"{Labels} with a missing or infinite label, {Weights} with a weight that is not a finite number greater than 0")
        + (missingIsBad || infiniteIsBad ? Invariant($", {Features} with {BadFeatures}.") : ".");

    /// <summary>Why there is nothing to train on or to validate with: no row was kept, or none that was kept has any feature.</summary>
    public string NoneLeft => $"No row can be used for {purpose}: " + (Total == 0
        ? "there are none. Look whether the view is the right one, and what filters leave of it."
        : string.Join(", ", Reasons()) + ". Look whether the columns are read as they are meant: the right place, type, separator and decimal mark."
            + (missingIsBad && Features > 0 ? " Where ImputeMissing is on, features may be missing." : ""));

    private IEnumerable<string> Reasons() => new (long Rows, string Fault)[]
    {
        (Labels, $"a missing or infinite label in column '{columns.Label?.Name}'"),
        (Weights, $"a weight in column '{columns.Weight?.Name}' that is not a finite number greater than 0"),
        (Features, $"{BadFeatures} in column '{columns.Feature?.Name}'"),
        (Kept, $"no feature at all in column '{columns.Feature?.Name}', where each is missing (NaN)"),
    }.Where(reason => reason.Rows > 0).Select(reason => Invariant($"{reason.Rows} of {Total} have {reason.Fault}"));
}
