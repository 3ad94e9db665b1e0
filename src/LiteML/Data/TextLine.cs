using System.Text;

namespace Microsoft.ML.Data;

/// <summary>One line of text, cut into fields.</summary>
internal sealed class TextLine
{
    private readonly TextLoader.Options _options;
    private readonly List<ReadOnlyMemory<char>> _fields = [];
    private readonly StringBuilder _quoted = new();

    internal TextLine(TextLoader.Options options) => _options = options;

    internal int FieldCount => _fields.Count;

    /// <summary>A field; empty beyond the line's end.</summary>
    internal ReadOnlyMemory<char> this[int index] => index < _fields.Count ? _fields[index] : default;

    /// <summary>Reads the next line that is not empty.</summary>
    internal bool Read(TextReader reader)
    {
        string line;
        do
        {
            line = reader.ReadLine();
            if (line is null)
                return false;
        } while (line.Length == 0);
        while (_options.ReadMultilines && _options.AllowQuoting && EndsInsideQuotes(line) && reader.ReadLine() is { } more)
            line = line + "\n" + more;
        if (_options.TrimWhitespace)
            line = line.TrimEnd();
        Split(line);
        return true;
    }

    private static bool EndsInsideQuotes(string line) => line.AsSpan().Count('"') % 2 == 1;

    private void Split(string line)
    {
        _fields.Clear();
        ReadOnlySpan<char> separators = _options.Separators;
        int at = 0;
        while (true)
        {
            while (at < line.Length && line[at] == ' ' && !separators.Contains(' '))
                at++;
            int end;
            if (_options.AllowQuoting && at < line.Length && line[at] == '"')
            {
                _fields.Add(Unquote(line, at, out int closed));
                end = line.AsSpan(closed).IndexOfAny(separators);
                end = end < 0 ? -1 : closed + end;
            }
            else
            {
                end = line.AsSpan(at).IndexOfAny(separators);
                _fields.Add(line.AsMemory(at, end < 0 ? line.Length - at : end));
                end = end < 0 ? -1 : at + end;
            }
            if (end < 0)
                return;
            at = end + 1;
        }
    }

    private ReadOnlyMemory<char> Unquote(string line, int quote, out int closed)
    {
        _quoted.Clear();
        int at = quote + 1;
        for (; at < line.Length; at++)
        {
            bool escape = line[at] == _options.EscapeChar && at + 1 < line.Length && line[at + 1] == '"';
            if (escape)
                at++;
            else if (line[at] == '"')
                break;
            _quoted.Append(line[at]);
        }
        closed = Math.Min(at + 1, line.Length);
        return _quoted.ToString().AsMemory();
    }
}
