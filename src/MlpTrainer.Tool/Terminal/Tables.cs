using Spectre.Console;

namespace MlpTrainer.Tool.Terminal;

/// <summary>Tables and lines of text on the screen, without any markup in what they say.</summary>
internal static class Tables
{
    /// <summary>Writes a table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="headings">The columns' headings; one that begins with ">" is of numbers, to the right.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(IAnsiConsole console, IEnumerable<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string heading in headings)
        {
            var column = new TableColumn(new Text(heading.TrimStart('>')));
            table.AddColumn(heading.StartsWith('>') ? column.RightAligned().NoWrap() : column);
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        }

        console.Write(table);
    }

    /// <summary>Writes a line as it is.</summary>
    public static void Line(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}
