using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace MlpTrainer.Tool.Reading;

/// <summary>The rows of a table, one after the other; each has as many fields as the table has columns.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly string _file;
    private readonly CsvFormat _format;
    private readonly TextReader _reader;
    private readonly CsvParser _parser;
    private readonly int _linesBefore;
    private int _linesRead;

    /// <summary>Opens a table at its first row of values.</summary>
    public CsvRows(CsvSource source, CsvFormat format)
    {
        (_file, _format, _reader) = (source.Name, format, source.Read());
        if (format.SkipsLine)
        {
            _reader.ReadLine();
            _linesBefore = 1;
        }

        _parser = Parser(_reader, format.Separator, format.HasQuotes);
        Fields = [];
        if (format.HasHeader)
        {
            ReadRecord();
        }
    }

    /// <summary>The row's fields, without spaces around them.</summary>
    public string[] Fields { get; private set; }

    /// <summary>The line that the row begins in, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Goes on to the next row; false: there is none.</summary>
    /// <exception cref="UserError">The row has not as many fields as the table has columns, or is not in the file's encoding.</exception>
    public bool Read()
    {
        if (!ReadRecord())
        {
            return false;
        }

        int wanted = _format.Columns.Count;
        if (Fields.Length == wanted + 1 && Fields[^1].Length == 0)
        {
            Fields = Fields[..^1];                                          // a separator at the line's end
        }

        if (Fields.Length == wanted)
        {
            return true;
        }

        bool isLong = _linesRead - Line > 1;
        throw new UserError(Invariant($"{_file}, line {Line}: {Fields.Length} {(Fields.Length == 1 ? "field" : "fields")}, but {wanted} are expected, separated by {_format.SeparatorName}.")
            + (isLong ? " The row goes on over several lines: a quotation mark may not be closed; --quotes no takes them for letters." : ""));
    }

    /// <summary>An error that names file, line and column.</summary>
    public UserError Error(int column, string what) => new(Invariant($"{_file}, line {Line}, column '{_format.Columns[column]}': {what}"));

    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    /// <summary>What reads fields, in quotes too, with separators, quotes and line breaks in them.</summary>
    public static CsvParser Parser(TextReader reader, char separator, bool hasQuotes) => new(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        Delimiter = separator.ToString(),
        HasHeaderRecord = false,
        Mode = hasQuotes ? CsvMode.RFC4180 : CsvMode.NoEscape,
        BadDataFound = null,                                                // a quotation mark within a field is a letter as others are
        TrimOptions = TrimOptions.Trim,
        IgnoreBlankLines = true,
        WhiteSpaceChars = separator == '\t' ? [' '] : separator == ' ' ? [] : [' ', '\t'],
    });

    private bool ReadRecord()
    {
        try
        {
            int before = _parser.RawRow;
            if (!_parser.Read())
            {
                return false;
            }

            _linesRead = _linesBefore + _parser.RawRow;
            string raw = _parser.RawRecord;
            raw = raw.Count(letter => letter == '"') % 2 == 0 ? raw.TrimEnd('\r', '\n') : raw;   // an open quotation mark takes in the last line break
            Line = _linesRead - Math.Min(_linesRead - before - 1, raw.Count(letter => letter == '\n'));
            string[] fields = _parser.Record!;
            for (int i = 0; i < fields.Length; i++)
            {
                fields[i] = fields[i].Trim();
            }

            Fields = fields;
            return true;
        }
        catch (DecoderFallbackException)
        {
            throw new UserError($"{_file} is not UTF-8 throughout, as its beginning is. Name its encoding, for instance --encoding windows-1252.");
        }
    }
}
