namespace MlpTrainer.Tool.Reading;

/// <summary>The words that stand for a missing value, in any case.</summary>
/// <remarks>
/// In a column of numbers, dates or truths more words can mean nothing else ("unknown"); as categories they may be values like others.
/// </remarks>
internal sealed class MissingWords
{
    private static readonly string[] s_always = ["", "NA", "N/A", "#N/A", "?", "NaN", "null", "-", "\\N"];
    private static readonly string[] s_amongNumbers = ["none", "nil", "unknown", "missing", "--", "---", ".", "n.a.", "undefined", "(null)", "#NULL!", "#VALUE!", "#DIV/0!", "#REF!", "0000-00-00"];

    private readonly HashSet<string> _always, _amongNumbers;

    /// <param name="more">Words that the user names.</param>
    public MissingWords(IEnumerable<string> more)
    {
        _always = new([.. s_always, .. more], StringComparer.OrdinalIgnoreCase);
        _amongNumbers = new([.. _always, .. s_amongNumbers], StringComparer.OrdinalIgnoreCase);
    }

    private MissingWords(HashSet<string> always, HashSet<string> amongNumbers) => (_always, _amongNumbers) = (always, amongNumbers);

    /// <summary>The same for a label, whose classes may be + and -.</summary>
    public MissingWords OfLabel => new(new HashSet<string>(_always.Where(word => word != "-"), StringComparer.OrdinalIgnoreCase), _amongNumbers);

    /// <summary>Whether the word is no value in any column.</summary>
    public bool Has(string word) => word.Length == 0 || _always.Contains(word);

    /// <summary>Whether the word is no value in a column of numbers, dates or truths.</summary>
    public bool HasAmongNumbers(string word) => word.Length == 0 || _amongNumbers.Contains(word);

    /// <summary>All words but the empty one, for printing.</summary>
    public IEnumerable<string> AmongNumbers => _amongNumbers.Where(word => word.Length > 0).Order(StringComparer.Ordinal);

    /// <summary>All words but the empty one, for printing.</summary>
    public IEnumerable<string> Always => _always.Where(word => word.Length > 0).Order(StringComparer.Ordinal);
}
