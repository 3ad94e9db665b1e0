using System.Globalization;

namespace MlpTrainer.Tool.Reading;

/// <summary>How numbers are written: with a point or a comma before the decimals, groups of three digits, a sign, an exponent, a currency or per cent sign.</summary>
internal sealed class NumberFormat
{
    private const string Signs = "$€£¥";

    private NumberFormat(char decimalMark) => DecimalMark = decimalMark;

    /// <summary>1,234.5: groups apart by comma, space or apostrophe.</summary>
    public static NumberFormat Point { get; } = new('.');

    /// <summary>1.234,5: groups apart by point, space or apostrophe.</summary>
    public static NumberFormat Comma { get; } = new(',');

    public char DecimalMark { get; }

    /// <summary>Reads a number; "12 %" is 12 and "$ 1,200" is 1200.</summary>
    /// <param name="text">The field, without spaces around it.</param>
    /// <param name="value">The number; 0 where there is none.</param>
    public bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        if (DecimalMark == '.' && IsPlain(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        return TryParseInfinity(text, out value) || TryParseWritten(Bare(text), out value);
    }

    private static bool IsPlain(ReadOnlySpan<char> text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.') && char.IsAsciiDigit(text[^1]);

    private static bool TryParseInfinity(ReadOnlySpan<char> text, out double value)
    {
        bool isNegative = text.StartsWith("-");
        ReadOnlySpan<char> word = text.TrimStart("+-");
        value = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        return word is "∞" || word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("infinity", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Without a currency sign at either end or a per cent sign at the right one.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && Signs.Contains(text[0]))
        {
            return text[1..].TrimStart();
        }

        if (text.Length > 2 && text[0] == '-' && Signs.Contains(text[1]))
        {
            return string.Concat("-", text[2..].TrimStart());
        }

        return text.Length > 1 && (Signs.Contains(text[^1]) || text[^1] == '%') ? text[..^1].TrimEnd() : text;
    }

    /// <summary>Digits in groups, decimals and exponent, written anew as the framework reads them.</summary>
    private bool TryParseWritten(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        if (text.Length is 0 or > 60)
        {
            return false;
        }

        Span<char> plain = stackalloc char[64];
        int length = 0, at = 0;
        if (text[0] is '+' or '-' or '−')
        {
            plain[length++] = text[at++] == '+' ? '+' : '-';
        }

        if (!CopyWhole(text, plain, ref at, ref length))
        {
            return false;
        }

        if (at < text.Length && text[at] == DecimalMark)
        {
            (plain[length++], at) = ('.', at + 1);
        }

        text[at..].CopyTo(plain[length..]);
        plain = plain[..(length + text.Length - at)];
        return IsPlain(plain.TrimEnd('.')) && !plain[length..].ContainsAny(", '")
            && double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Copies the digits before the decimals; where they are in groups, every group but the first has three.</summary>
    private bool CopyWhole(ReadOnlySpan<char> text, Span<char> plain, ref int at, ref int length)
    {
        int inGroup = 0;
        char mark = '\0';
        for (; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                plain[length++] = text[at];
                inGroup++;
            }
            else if (IsGroupMark(text[at]) && (mark == '\0' ? inGroup is >= 1 and <= 3 : text[at] == mark && inGroup == 3))
            {
                (mark, inGroup) = (text[at], 0);
            }
            else
            {
                break;
            }
        }

        return mark == '\0' || inGroup == 3;
    }

    private bool IsGroupMark(char letter) => letter == (DecimalMark == '.' ? ',' : '.') || letter is ' ' or '\u00A0' or '\u202F' or '\'' or '’';
}
