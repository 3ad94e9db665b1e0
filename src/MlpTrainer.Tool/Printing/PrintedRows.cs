using System.Text;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Pipelines;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Printing;

/// <summary>The part of a printed program that reads the table: a class with a property for each column, and the functions that fill it.</summary>
/// <param name="plan">What the table is.</param>
/// <param name="missing">The words for missing values.</param>
internal sealed class PrintedRows(TablePlan plan, MissingWords missing)
{
    private readonly ColumnPlan[] _columns = [.. ModelSchema.InOrder(plan)];

    /// <summary>The text, from the reading function to the end of the file.</summary>
    /// <param name="encoding">The file's encoding.</param>
    public string Text(Encoding encoding)
    {
        string[] properties = CSharp.Properties(_columns.Select(column => column.Name));
        var text = new StringBuilder("\n");
        text.Append(Reading(properties, encoding));
        text.Append(Number());
        text.Append(Uses(ColumnKind.Boolean) ? Truth : "");
        text.Append(Uses(ColumnKind.Date) ? Date : "");
        text.Append("public class Row\n{\n");
        foreach ((ColumnPlan column, string property) in _columns.Zip(properties))
        {
            string attribute = column.Name == property ? "" : $"[ColumnName({CSharp.Quote(column.Name)})] ";
            text.Append(column.IsText ? $"    {attribute}public string {property} {{ get; set; }} = \"\";\n" : $"    {attribute}public float {property} {{ get; set; }} = float.NaN;\n");
        }

        text.Append("}\n");
        return text.Append(plan.Task == TaskKind.Multiclass ? "\npublic class ClassName\n{\n    public string Name { get; set; } = \"\";\n}" : "").ToString().TrimEnd();
    }

    private const string Truth = """
        static float Truth(string text, HashSet<string> missing) =>
            new[] { "true", "yes", "y", "t", "on", "1" }.Contains(text.ToLowerInvariant()) ? 1
            : new[] { "false", "no", "n", "f", "off", "0" }.Contains(text.ToLowerInvariant()) ? 0
            : missing.Contains(text) ? float.NaN : throw new FormatException($"'{text}' is neither true nor false.");


        """;

    private const string Date = """
        static string Date(string text, string pattern, HashSet<string> missing)
        {
            string[] times = ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF", " h:mm tt", " h:mm:ss tt", "'T'H:mm", "'T'H:mm:ss", "'T'H:mm:ss.FFFFFFF"], zones = ["", "zzz", "'Z'", " zzz", " 'UTC'"];
            string[] patterns = [.. from time in times from zone in zones select pattern + time + zone];
            return missing.Contains(text) ? ""
                : DateTimeOffset.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
                    ? date.DateTime.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
                    : throw new FormatException($"'{text}' is no date as {pattern}.");
        }


        """;

    private bool Uses(ColumnKind kind) => _columns.Any(column => column.Kind == kind);

    private string Reading(string[] properties, Encoding encoding)
    {
        string opened = encoding.CodePage == Encoding.UTF8.CodePage ? "Encoding.UTF8" : Invariant($"CodePagesEncodingProvider.Instance.GetEncoding({encoding.CodePage}) ?? Encoding.GetEncoding({encoding.CodePage})");
        string header = (plan.Format.SkipsLine ? "    reader.ReadLine();                                                    // sep=\n" : "")
            + (plan.Format.HasHeader ? "    csv.Read();                                                           // the columns' names\n" : "");
        string[] fields = [.. _columns.Zip(properties).Select(pair => $"            {pair.Second} = {Field(pair.First)},\n")];
        string anyText = _columns.Any(column => column.IsText) ? $"    HashSet<string> missingText = new(StringComparer.OrdinalIgnoreCase) {{ \"\", {CSharp.Quote(missing.Always)} }};\n" : "";
        string labelWords = plan.Task == TaskKind.Regression ? "missing" : "missingLabel";
        string anyLabel = plan.Task == TaskKind.Regression ? "" : $"    HashSet<string> missingLabel = new(StringComparer.OrdinalIgnoreCase) {{ \"\", {CSharp.Quote(missing.OfLabel.Always)} }};\n";
        return "static IEnumerable<Row> Read(string path)\n{\n"
            + $"    HashSet<string> missing = new(StringComparer.OrdinalIgnoreCase) {{ \"\", {CSharp.Quote(missing.AmongNumbers)} }};\n{anyText}{anyLabel}"
            + $"    using var reader = new StreamReader(path, {opened});\n"
            + "    using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)\n    {\n"
            + $"        Delimiter = {CSharp.Quote(plan.Format.Separator.ToString())}, {(plan.Format.HasQuotes ? "" : "Mode = CsvMode.NoEscape, ")}TrimOptions = TrimOptions.Trim, BadDataFound = null, WhiteSpaceChars = [{(plan.Format.Separator == '\t' ? "' '" : plan.Format.Separator == ' ' ? "" : "' ', '\\t'")}],\n    }});\n"
            + header
            + "    while (csv.Read())\n    {\n        string[] f = [.. csv.Record!.Select(field => field.Trim())];\n"
            + Invariant($"        if ({labelWords}.Contains(f[{plan.Label.Place}]))\n        {{\n            continue;\n        }}\n\n")
            + $"        yield return new Row\n        {{\n{string.Concat(fields)}        }};\n    }}\n}}\n\n";
    }

    private string Field(ColumnPlan column)
    {
        string field = Invariant($"f[{column.Place}]");
        return column.Kind switch
        {
            ColumnKind.Number => $"Number({field}, '{column.Numbers.DecimalMark}', missing{(column.MissingWord is { } word ? $", {CSharp.Quote(word)}" : "")})",
            ColumnKind.Boolean => $"Truth({field}, missing)",
            ColumnKind.Date => $"Date({field}, {CSharp.Quote(column.Dates!.Pattern)}, missing)",
            _ => column.Place == plan.Label.Place ? field : $"missingText.Contains({field}) ? \"\" : {field}",
        };
    }

    private string Number() => !Uses(ColumnKind.Number) ? "" : """
        static float Number(string text, char decimalMark, HashSet<string> missing, string word = "")
        {
            string plain = text.Trim('$', '€', '£', '¥', '%', ' ').Replace("-$", "-").Replace("−", "-");
            plain = string.Concat(plain.Where(letter => letter != (decimalMark == '.' ? ',' : '.') && letter is not (' ' or '\u00A0' or '\u202F' or '\'' or '’'))).Replace(decimalMark, '.');
            return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number) ? (float)number
                : missing.Contains(text) || text == word ? float.NaN : throw new FormatException($"'{text}' is no number.");
        }


        """;
}
