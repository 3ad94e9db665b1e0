using System.Globalization;
using System.Text;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>A table's rows: columns of numbers, columns of text, and the target.</summary>
/// <remarks>
/// The file is comma-separated with a header; <c>NA</c> or an empty field is missing. A column all of whose values are numbers is one of numbers, any other
/// is text, where a missing value is a category of its own.
/// </remarks>
internal sealed class TableRows
{
    private const string MissingText = "missing";

    private TableRows(Table table, int[] numbers, int[] texts, string[][] rows, string[] targets)
    {
        (Table, NumberCount, TextCount, Targets) = (table, numbers.Length, texts.Length, targets);
        bool isNumber = table.Task == TableTask.Regression;
        Classes = isNumber ? [] : [.. targets.Distinct().Order(StringComparer.Ordinal)];
        Labels = [.. targets.Select(target => isNumber ? Number(target) : Array.IndexOf(Classes, target))];
        Cells = [.. rows.Select(row => (string[])[
            .. numbers.Select(column => IsMissing(row[column]) ? "NaN" : row[column]),
            .. texts.Select(column => IsMissing(row[column]) ? MissingText : row[column])])];
    }

    public Table Table { get; }

    public int Count => Labels.Length;

    /// <summary>How many columns of numbers there are; they come first.</summary>
    public int NumberCount { get; }

    /// <summary>How many columns of text there are.</summary>
    public int TextCount { get; }

    /// <summary>The names of the classes, in ordinal order; none where the target is a number.</summary>
    public string[] Classes { get; }

    /// <summary>The targets as the file has them.</summary>
    public string[] Targets { get; }

    /// <summary>The targets as numbers: the class's place in <see cref="Classes"/>, or the number itself.</summary>
    public double[] Labels { get; }

    /// <summary>The features [rows][columns], numbers first.</summary>
    public string[][] Cells { get; }

    /// <exception cref="InvalidDataException">The file lacks a column that the table names.</exception>
    public static TableRows Of(Table table)
    {
        string[][] lines = [.. File.ReadLines(table.Path).Select(Fields)];
        int target = Place(lines[0], table.Target, table), notUsed = table.NotUsed is { } name ? Place(lines[0], name, table) : -1;
        string[][] rows = [.. lines.Skip(1).Where(row => !IsMissing(row[target]))];
        int[] columns = [.. Enumerable.Range(0, lines[0].Length).Where(column => column != target && column != notUsed)];
        int[] numbers = [.. columns.Where(column => rows.All(row => IsMissing(row[column]) || IsNumber(row[column])))];
        return new TableRows(table, numbers, [.. columns.Except(numbers)], rows, [.. rows.Select(row => row[target])]);
    }

    private static int Place(string[] header, string column, Table table) =>
        Array.IndexOf(header, column) is >= 0 and int place ? place : throw new InvalidDataException($"{table.File} has no column {column}.");

    private static bool IsMissing(string field) => field is "" or "NA";

    private static bool IsNumber(string field) => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);

    /// <summary>The fields of a line; those in quotes may hold commas.</summary>
    private static string[] Fields(string line)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        bool isQuoted = false;
        foreach (char letter in line)
        {
            if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }

        return [.. fields, field.ToString()];
    }
}
