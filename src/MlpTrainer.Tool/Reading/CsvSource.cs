using System.Text;

namespace MlpTrainer.Tool.Reading;

/// <summary>A table's bytes: a file, which can be read several times, or what a pipe brings, which can be read once.</summary>
internal sealed class CsvSource
{
    private const int PrefixLength = 1 << 18;

    private readonly string? _path;
    private readonly Stream? _pipe;

    private CsvSource(string name, string? path, Stream? pipe, byte[] prefix, Encoding encoding)
    {
        (Name, _path, _pipe, Encoding) = (name, path, pipe, encoding);
        Beginning = Text(prefix, encoding);
        IsWhole = prefix.Length < PrefixLength;
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    public Encoding Encoding { get; }

    /// <summary>The text's beginning, about a quarter of a million letters.</summary>
    public string Beginning { get; }

    /// <summary>Whether <see cref="Beginning"/> is all there is.</summary>
    public bool IsWhole { get; }

    /// <summary>How many bytes the file has; null for a pipe.</summary>
    public long? Length => _path is null ? null : new FileInfo(_path).Length;

    /// <summary>Opens a file, or a pipe where the path is "-".</summary>
    /// <exception cref="UserError">There is no such file, it can't be read, or it is empty.</exception>
    public static CsvSource Open(string path, Stream standardInput, string? encoding)
    {
        Encoding? named = encoding is null ? null : TextEncoding.Named(encoding);
        try
        {
            if (path == "-")
            {
                byte[] beginning = Prefix(standardInput);
                return new CsvSource("standard input", null, new PrefixedStream(beginning, standardInput), NotEmpty(beginning, "standard input"),
                    named ?? TextEncoding.Of(beginning, beginning.Length < PrefixLength));
            }

            using FileStream file = File.OpenRead(path);
            byte[] prefix = NotEmpty(Prefix(file), path);
            return new CsvSource(Path.GetFileName(path), path, null, prefix, named ?? TextEncoding.Of(prefix, path));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError($"There is no file '{path}'.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UserError(Directory.Exists(path) ? $"'{path}' is a folder; a file is wanted." : $"'{path}' may not be read.");
        }
    }

    /// <summary>The text from its beginning. Of a pipe only once.</summary>
    public TextReader Read() => new StreamReader(_path is null ? _pipe! : File.OpenRead(_path), Encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);

    private static byte[] Prefix(Stream stream)
    {
        byte[] prefix = new byte[PrefixLength];
        int length = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        return prefix[..length];
    }

    private static byte[] NotEmpty(byte[] prefix, string name) =>
        prefix.Length > 0 ? prefix : throw new UserError($"{name} is empty; a table with a row or more is wanted.");

    private static string Text(byte[] prefix, Encoding encoding)
    {
        Decoder decoder = encoding.GetDecoder();                            // not flushed: the last letter may be cut
        char[] letters = new char[encoding.GetMaxCharCount(prefix.Length)];
        try
        {
            int count = decoder.GetChars(prefix, 0, prefix.Length, letters, 0, flush: false);
            return new string(letters, 0, count).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(prefix);
        }
    }
}
