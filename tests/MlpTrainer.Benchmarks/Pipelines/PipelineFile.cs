using System.Globalization;
using MlpTrainer.Benchmarks.Quality;
using MlpTrainer.Benchmarks.Workloads;

namespace MlpTrainer.Benchmarks.Pipelines;

/// <summary>Rows in a text file, separated by tabs: label, numbers, texts.</summary>
/// <param name="Path">Where they are.</param>
/// <param name="Task">What the label is: 0 or 1, a class's name, or a number.</param>
/// <param name="Numbers">How many numbers a row has.</param>
/// <param name="Texts">How many texts.</param>
internal sealed record PipelineFile(string Path, TableTask Task, int Numbers, int Texts)
{
    /// <summary>Most texts of a row, as <see cref="PipelineRow{TLabel}"/> has them.</summary>
    public const int MostTexts = 3;

    private const string Million = "Million";

    /// <summary>Writes the rows of a workload (<c>W1</c>), of a table of the project, or a million generated ones (<c>Million</c>) to a new file.</summary>
    /// <param name="name">Which.</param>
    /// <param name="rows">How many of them at most; 0 for all.</param>
    public static PipelineFile Write(string name, int rows)
    {
        string path = System.IO.Path.GetTempFileName();
        if (name is "W1" or Million)
        {
            Workload workload = Workload.Named("W1");
            workload = workload with { TrainingRows = rows > 0 ? rows : name == Million ? 1_000_000 : workload.TrainingRows, TestRows = 0 };
            File.WriteAllLines(path, Lines(WorkloadData.Of(workload), workload));
            return new PipelineFile(path, TableTask.Binary, workload.Features, 0);
        }

        TableRows table = TableRows.Of(Table.Named(name));
        if (table.TextCount > MostTexts)
        {
            throw new ArgumentException($"--data must name tables of at most {MostTexts} columns of text, but {name} has {table.TextCount}.");
        }

        File.WriteAllLines(path, Enumerable.Range(0, rows > 0 ? Math.Min(rows, table.Count) : table.Count).Select(row => Line(table, row)));
        return new PipelineFile(path, table.Table.Task, table.NumberCount, table.TextCount);
    }

    /// <summary>The file that a process was started with.</summary>
    public static PipelineFile Of(Arguments arguments) => new(
        arguments.Text("file", ""), Enum.Parse<TableTask>(arguments.Text("task", "")), arguments.Number("numbers", 0), arguments.Number("texts", 0));

    /// <summary>The options that <see cref="Of"/> reads.</summary>
    public override string ToString() => $"--file {Path} --task {Task} --numbers {Numbers} --texts {Texts}";

    private static IEnumerable<string> Lines(WorkloadData data, Workload workload)
    {
        int p = workload.Features;
        return Enumerable.Range(0, workload.TrainingRows).Select(row => string.Join('\t',
            [Text(data.Labels[row]), .. data.Features.AsSpan(row * p, p).ToArray().Select(Text)]));
    }

    private static string Line(TableRows table, int row) =>
        string.Join('\t', [table.Table.Task == TableTask.Binary ? Text((float)table.Labels[row]) : table.Targets[row], .. table.Cells[row]]);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
