using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Benchmarks.Quality;

namespace MlpTrainer.Benchmarks.Pipelines;

/// <summary>A file's rows as the views that users train on: a text file, objects in memory, a cache.</summary>
/// <typeparam name="TLabel">The label's type.</typeparam>
internal sealed class PipelineSources<TLabel>(MLContext ml, PipelineFile file, Func<string, TLabel> label)
{
    /// <summary>The rows in memory, read when first asked for.</summary>
    public Lazy<List<PipelineRow<TLabel>>> Rows { get; } = new(() => [.. File.ReadLines(file.Path).Select(line => Row(file, line, label))]);

    /// <summary>The rows' types: the numbers' vector has a length.</summary>
    public SchemaDefinition Definition
    {
        get
        {
            var definition = SchemaDefinition.Create(typeof(PipelineRow<TLabel>));
            definition[nameof(PipelineRow<TLabel>.Numbers)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, file.Numbers);
            return definition;
        }
    }

    public IDataView Text()
    {
        DataKind kind = file.Task switch
        {
            TableTask.Binary => DataKind.Boolean,
            TableTask.Multiclass => DataKind.String,
            _ => DataKind.Single,
        };
        List<TextLoader.Column> columns = [new(TableView.Label, kind, 0), new(TableView.Numbers, DataKind.Single, 1, file.Numbers)];
        columns.AddRange(Enumerable.Range(0, file.Texts).Select(text => new TextLoader.Column(TableView.Text(text), DataKind.String, 1 + file.Numbers + text)));
        return ml.Data.CreateTextLoader([.. columns], separatorChar: '\t').Load(file.Path);
    }

    public IDataView Objects() => ml.Data.LoadFromEnumerable(Rows.Value, Definition);

    /// <summary>The text file, cached, and read once.</summary>
    public IDataView Cached()
    {
        IDataView view = ml.Data.Cache(Text());
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        while (cursor.MoveNext())
        {
        }

        return view;
    }

    private static PipelineRow<TLabel> Row(PipelineFile file, string line, Func<string, TLabel> label)
    {
        string[] fields = line.Split('\t');
        string Text(int text) => text < file.Texts ? fields[1 + file.Numbers + text] : "";
        return new PipelineRow<TLabel>
        {
            Label = label(fields[0]),
            Numbers = [.. fields[1..(1 + file.Numbers)].Select(field => float.Parse(field, CultureInfo.InvariantCulture))],
            Text0 = Text(0),
            Text1 = Text(1),
            Text2 = Text(2),
        };
    }
}
