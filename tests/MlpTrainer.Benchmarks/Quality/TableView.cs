using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>Some of a table's rows as ML.NET reads them: Label, Numbers (a vector) and Text0, Text1 …, in memory before any clock starts.</summary>
internal static class TableView
{
    public const string Label = "Label", Numbers = "Numbers", Features = "Features";

    public static string Text(int column) => $"Text{column}";

    /// <param name="ml">Whose view it is.</param>
    /// <param name="rows">The table.</param>
    /// <param name="chosen">Which rows, in their order.</param>
    public static IDataView Of(MLContext ml, TableRows rows, IEnumerable<int> chosen)
    {
        List<TextLoader.Column> columns = [new(Label, LabelKind(rows.Table.Task), 0)];
        if (rows.NumberCount > 0)
        {
            columns.Add(new TextLoader.Column(Numbers, DataKind.Single, 1, rows.NumberCount));
        }

        columns.AddRange(Enumerable.Range(0, rows.TextCount)
            .Select(text => new TextLoader.Column(Text(text), DataKind.String, 1 + rows.NumberCount + text)));
        IDataView lines = ml.Data.CreateTextLoader([.. columns], separatorChar: '\t').Load(new Lines(chosen.Select(row => Line(rows, row))));
        IDataView view = ml.Data.Cache(lines);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        while (cursor.MoveNext())
        {
        }

        return view;
    }

    private static DataKind LabelKind(TableTask task) => task switch
    {
        TableTask.Binary => DataKind.Boolean,
        TableTask.Multiclass => DataKind.String,
        _ => DataKind.Single,
    };

    /// <summary>A row as text. Of two classes the second is true.</summary>
    private static string Line(TableRows rows, int row)
    {
        string label = rows.Table.Task == TableTask.Binary ? (rows.Labels[row] == 1 ? "1" : "0") : rows.Targets[row];
        return string.Join('\t', [label, .. rows.Cells[row]]);
    }

    /// <summary>Lines of text in memory, as a loader's source.</summary>
    private sealed class Lines(IEnumerable<string> lines) : IMultiStreamSource
    {
        private readonly byte[] _bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n');

        public int Count => 1;

        public string? GetPathOrNull(int index) => null;

        public Stream Open(int index) => new MemoryStream(_bytes);

        public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
    }
}
