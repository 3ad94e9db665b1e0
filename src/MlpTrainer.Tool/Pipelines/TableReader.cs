using Microsoft.ML;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>Reads rows into memory, some at a time or all.</summary>
internal sealed class TableReader
{
    private readonly CsvRows _rows;
    private readonly DataViewSchema _schema;
    private readonly (ColumnPlan Column, int Place)[] _columns;
    private readonly CellReader[] _cells;
    private readonly int? _label;                                           // rows without this one are left out

    /// <param name="rows">The rows.</param>
    /// <param name="schema">The table's columns.</param>
    /// <param name="columns">What each is, and where it stands in the rows.</param>
    /// <param name="missing">The words for missing values.</param>
    /// <param name="label">Which of them every row must have; null: none.</param>
    public TableReader(CsvRows rows, DataViewSchema schema, (ColumnPlan Column, int Place)[] columns, MissingWords missing, int? label = null)
    {
        (_rows, _schema, _columns, _label) = (rows, schema, columns, label);
        _cells = [.. columns.Select((column, i) => new CellReader(column.Column, i == label ? missing.OfLabel : missing))];
    }

    /// <summary>Rows that were left out, since they have no label.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Reads on.</summary>
    /// <param name="most">At most so many rows.</param>
    /// <param name="each">Is told of each row that is read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserError">A field is not what its column is.</exception>
    public MemoryTable Read(int most, Action<CsvRows>? each, CancellationToken cancellation)
    {
        List<float>?[] numbers = [.. _columns.Select(column => column.Column.IsText ? null : new List<float>())];
        List<string>?[] texts = [.. _columns.Select(column => column.Column.IsText ? new List<string>() : null)];
        for (int count = 0; count < most && _rows.Read();)
        {
            cancellation.ThrowIfCancellationRequested();
            bool isKept = true;
            for (int i = 0; i < _columns.Length; i++)
            {
                isKept &= Add(i, numbers[i], texts[i]) || i != _label;
            }

            if (isKept)
            {
                count++;
                each?.Invoke(_rows);
                continue;
            }

            LeftOut++;
            for (int i = 0; i < _columns.Length; i++)
            {
                numbers[i]?.RemoveAt(numbers[i]!.Count - 1);
                texts[i]?.RemoveAt(texts[i]!.Count - 1);
            }
        }

        return new MemoryTable(_schema, [.. _columns.Select((_, i) => (Array?)numbers[i]?.ToArray() ?? texts[i]!.ToArray())]);
    }

    /// <summary>Adds a field; false: it is missing.</summary>
    private bool Add(int column, List<float>? numbers, List<string>? texts)
    {
        int place = _columns[column].Place;
        if (numbers is not null)
        {
            float number = _cells[column].Number(_rows, place);
            numbers.Add(number);
            return !float.IsNaN(number);
        }

        string text = _cells[column].Text(_rows, place);
        texts!.Add(text);
        return text.Length > 0;
    }
}
