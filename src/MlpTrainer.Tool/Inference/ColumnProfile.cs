using System.IO.Hashing;
using System.Text;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Inference;

/// <summary>What all values of a column have in common, gathered in one pass.</summary>
/// <param name="name">The column's name.</param>
/// <param name="missing">The words for missing values.</param>
internal sealed class ColumnProfile(string name, MissingWords missing)
{
    /// <summary>So many different values are counted by their text.</summary>
    public const int MostCounted = 1000;

    private const int MostHashed = 2_000_000;
    private const int DatesToTell = 50;                                     // by so many values it shows whether they are dates
    private const double LeastDates = 0.9, NearlyAll = 0.99;

    private readonly HashSet<ulong> _hashes = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private (DateFormat Format, int Count)[] _dates = [.. DateFormat.All.Select(format => (format, 0))];
    private int _dateTexts;                                                 // values that were tried as dates
    private int _booleanPair = -2;                                          // -2: no value yet, -1: several pairs or other words
    private double _previous = double.NaN;

    public string Name => name;

    /// <summary>Rows in all.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows without a value, whatever the column is.</summary>
    public int Missing { get; private set; }

    /// <summary>Rows with a word that is no value in a column of numbers.</summary>
    public int MissingAmongNumbers { get; private set; }

    public int Values => Rows - Missing;

    /// <summary>Values that are numbers with a decimal point, with a decimal comma.</summary>
    public int PointNumbers { get; private set; }

    public int CommaNumbers { get; private set; }

    /// <summary>Values that are whole numbers of digits alone.</summary>
    public int Integers { get; private set; }

    /// <summary>Whole numbers with a needless 0 before them, as codes have it.</summary>
    public int LeadingZeros { get; private set; }

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether each whole number is the one before plus 1.</summary>
    public bool IsSequence { get; private set; } = true;

    public long Words { get; private set; }

    /// <summary>How many different values there are, counted up to two million.</summary>
    public int Distinct => _hashes.Count;

    /// <summary>How often each value is there; up to a thousand different ones.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>The formats that read nearly every value as a date, the one that reads most first.</summary>
    public IReadOnlyList<DateFormat> Dates =>
        [.. _dates.Where(date => date.Count > 0 && date.Count >= NearlyAll * _dateTexts).OrderByDescending(date => date.Count).Select(date => date.Format)];

    /// <summary>A value that the first of <see cref="Dates"/> does not read; null: there is none.</summary>
    public string? NoDate { get; private set; }

    /// <summary>The pair of words for true and false that every value is of; -1: none.</summary>
    public int BooleanPair => Math.Max(-1, _booleanPair);

    /// <summary>The first value that is no number.</summary>
    public string? NoNumber { get; private set; }

    /// <summary>Whether all values that are no numbers are that one.</summary>
    public bool IsOnlyNoNumber { get; private set; } = true;

    public void Add(string value)
    {
        Rows++;
        if (missing.Has(value))
        {
            Missing++;
            return;
        }

        _ = _hashes.Count < MostHashed && _hashes.Add(XxHash3.HashToUInt64(Encoding.Unicode.GetBytes(value)));
        if (_counts.TryGetValue(value, out int count) || _counts.Count < MostCounted)
        {
            _counts[value] = count + 1;
        }

        Words += 1 + value.AsSpan().Count(' ');
        if (missing.HasAmongNumbers(value))
        {
            MissingAmongNumbers++;
            return;
        }

        AddNumber(value);
        AddBoolean(value);
        AddDate(value);
    }

    /// <summary>Tries the value in every format that has read most values so far.</summary>
    private void AddDate(string value)
    {
        if (_dates.Length == 0)
        {
            return;
        }

        _dateTexts++;
        bool isPossible = DateFormat.IsPossible(value), isDate = false;
        for (int i = 0; isPossible && i < _dates.Length; i++)
        {
            if (_dates[i].Format.TryParse(value, out _))
            {
                _dates[i].Count++;
                isDate = true;
            }
        }

        NoDate = isDate ? NoDate : NoDate ?? value;
        if (!isDate || _dateTexts == DatesToTell)
        {
            _dates = [.. _dates.Where(date => _dateTexts < DatesToTell ? date.Count > 0 || isDate : date.Count >= LeastDates * _dateTexts)];
        }
    }

    private void AddNumber(string value)
    {
        bool isPoint = NumberFormat.Point.TryParse(value, out double number), isComma = isPoint && !value.AsSpan().ContainsAny('.', ',');
        double other = number;
        isComma = isComma || NumberFormat.Comma.TryParse(value, out other);
        PointNumbers += isPoint ? 1 : 0;
        CommaNumbers += isComma ? 1 : 0;
        if (!isPoint && !isComma)
        {
            NoNumber ??= value;
            IsOnlyNoNumber &= value == NoNumber;
            IsSequence = false;
            return;
        }

        number = isPoint ? number : other;
        Minimum = Math.Min(Minimum, number);
        Maximum = Math.Max(Maximum, number);
        string digits = value.TrimStart('-', '+');
        bool isInteger = digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        Integers += isInteger ? 1 : 0;
        LeadingZeros += isInteger && digits.Length > 1 && digits[0] == '0' ? 1 : 0;
        IsSequence &= isInteger && (double.IsNaN(_previous) || number == _previous + 1);
        _previous = number;
    }

    private void AddBoolean(string value)
    {
        int pair = _booleanPair == -1 ? -1 : BooleanWords.PairOf(value);
        _booleanPair = _booleanPair == -2 || _booleanPair == pair ? pair : -1;
    }
}
