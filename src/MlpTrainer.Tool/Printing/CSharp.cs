using System.Globalization;
using System.Text;

namespace MlpTrainer.Tool.Printing;

/// <summary>Names and texts as C# writes them.</summary>
internal static class CSharp
{
    private static readonly string[] s_taken = ["Row", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    /// <summary>A text in quotation marks.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char letter in text)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => Invariant($"\\u{(int)letter:x4}"),
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Texts in quotation marks, separated by commas.</summary>
    public static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quote));

    /// <summary>A property's name for each column: its letters and digits, each word with a capital; each another one.</summary>
    public static string[] Properties(IEnumerable<string> columns)
    {
        HashSet<string> taken = new(s_taken, StringComparer.Ordinal);
        List<string> names = [];
        foreach (string column in columns)
        {
            string name = Property(column), free = name;
            for (int number = 2; !taken.Add(free); number++)
            {
                free = Invariant($"{name}{number}");
            }

            names.Add(free);
        }

        return [.. names];
    }

    private static string Property(string column)
    {
        var name = new StringBuilder();
        bool isFirst = true;
        foreach (char letter in column)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                isFirst = true;
                continue;
            }

            name.Append(isFirst ? char.ToUpper(letter, CultureInfo.InvariantCulture) : letter);
            isFirst = false;
        }

        return name.Length == 0 || char.IsDigit(name[0]) ? "Column" + name : name.ToString();
    }
}
