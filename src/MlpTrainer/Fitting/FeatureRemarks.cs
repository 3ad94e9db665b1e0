using Microsoft.ML;

namespace MlpTrainer.Fitting;

/// <summary>What is odd about the features of all rows, in words: those that are missing in every row or never vary.</summary>
/// <param name="column">The features' column.</param>
/// <param name="variety">What was seen of them.</param>
internal sealed class FeatureRemarks(DataViewSchema.Column column, SlotVariety variety)
{
    /// <summary>More slots that are always 0 are the usual thing: those of a hash, or of categories that these rows lack.</summary>
    private const int MostZeros = 20;

    private readonly SlotNames _names = new(column);
    private readonly int _width = variety.Width;
    private readonly int[] _missing = [.. variety.Of(SlotKind.Missing)];
    private readonly int[] _constant = [.. variety.Of(SlotKind.Constant)];
    private readonly int[] _zero = [.. variety.Of(SlotKind.Zero)];

    /// <summary>At most two: on features that are missing, and on features that never vary.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (_missing.Length > 0)
            {
                yield return $"Features that are missing (NaN) in every row teach the model nothing: {_names.List(_missing)} of column '{column.Name}'. "
                    + "Look whether they are read as they are meant: the right place, type and decimal mark.";
            }

            int[] same = _zero.Length > MostZeros ? _constant : [.. _constant.Concat(_zero).Order()];
            if (NoneVaries)
            {
                yield return Invariant($"All {_width} features of column '{column.Name}' are the same in every row{(_missing.Length > 0 ? " or missing" : "")}: ")
                    + "the model will give the same answer to every row.";
            }
            else if (same.Length > 0)
            {
                yield return $"Features that are the same in every row teach the model nothing: {_names.List(same)} of column '{column.Name}'.";
            }
        }
    }

    /// <summary>How many slots are always 0, where they are too many for a warning; null otherwise.</summary>
    public string? Note => _zero.Length > MostZeros && !NoneVaries
        ? Invariant($"{_zero.Length} of {_width} features of column '{column.Name}' are 0 in every row.") : null;

    private bool NoneVaries => _missing.Length + _constant.Length + _zero.Length == _width;
}
