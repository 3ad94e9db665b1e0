using System.Text;
using System.Text.Unicode;

namespace MlpTrainer.Tool.Reading;

/// <summary>Which encoding a file has: by its byte order mark, else UTF-8 where all its bytes are that, else Windows-1252.</summary>
internal static class TextEncoding
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static Encoding Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <exception cref="UserError">There is no encoding of that name.</exception>
    public static Encoding Named(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new UserError($"--encoding must be the name of an encoding, such as utf-8, utf-16, windows-1252 or iso-8859-1, but was '{name}'.");
        }
    }

    /// <summary>The encoding of a file that is read from its beginning to its end for it.</summary>
    public static Encoding Of(ReadOnlySpan<byte> prefix, string path)
    {
        if (OfMark(prefix) is { } marked)
        {
            return marked;
        }

        using FileStream file = File.OpenRead(path);
        return IsUtf8(file) ? s_strictUtf8 : Windows1252;
    }

    /// <summary>The encoding of a stream of which only the beginning is known.</summary>
    public static Encoding Of(ReadOnlySpan<byte> prefix, bool isAll) =>
        OfMark(prefix) ?? (IsUtf8(new MemoryStream(prefix.ToArray()), isAll) ? s_strictUtf8 : Windows1252);

    private static Encoding? OfMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => s_strictUtf8,
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
        [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static bool IsUtf8(Stream stream, bool isAll = true)
    {
        byte[] block = new byte[1 << 16];
        int kept = 0;
        while (true)
        {
            int read = stream.Read(block, kept, block.Length - kept);
            int length = kept + read, whole = read == 0 && isAll ? length : LengthOfWhole(block.AsSpan(0, length));
            if (!Utf8.IsValid(block.AsSpan(0, whole)))
            {
                return false;
            }

            if (read == 0)
            {
                return true;
            }

            kept = length - whole;
            block.AsSpan(whole, kept).CopyTo(block);
        }
    }

    /// <summary>The length without a character that the block's end cuts: at most its last three bytes.</summary>
    private static int LengthOfWhole(ReadOnlySpan<byte> block)
    {
        for (int back = 1; back <= Math.Min(3, block.Length); back++)
        {
            byte first = block[^back];
            if ((first & 0b1100_0000) == 0b1100_0000)
            {
                int wanted = first >= 0b1111_0000 ? 4 : first >= 0b1110_0000 ? 3 : 2;
                return wanted > back ? block.Length - back : block.Length;
            }
        }

        return block.Length;
    }
}
