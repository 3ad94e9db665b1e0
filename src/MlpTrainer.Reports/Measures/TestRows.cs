using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Inspection;

namespace MlpTrainer.Reports.Measures;

/// <summary>What one pass over the scored test rows gives: counts of all rows, and samples of bounded size for the curves.</summary>
internal sealed class TestRows
{
    /// <summary>At most so many rows are kept for curves, and fewer where they have many scores.</summary>
    public const int MostRows = 200_000;

    private const int MostNumbers = 4_000_000, MostForImportance = 1000;

    private TestRows(IReadOnlyList<string> classes, int outputs)
    {
        Classes = classes;
        Confusion = new long[classes.Count, classes.Count];
        Sample = new(Math.Clamp(MostNumbers / Math.Max(1, outputs), 1, MostRows));
        Features = new(MostForImportance);
    }

    /// <summary>The classes' names; empty for numbers.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Rows of true class i that were predicted as j, [i, j].</summary>
    public long[,] Confusion { get; }

    /// <summary>Rows that have a label and finite scores.</summary>
    public long Count { get; private set; }

    /// <summary>Rows without a label.</summary>
    public long WithoutLabel { get; private set; }

    /// <summary>Rows with a score that is not a finite number.</summary>
    public long NotFinite { get; private set; }

    /// <summary>An even sample of the rows.</summary>
    public Reservoir<TestRow> Sample { get; }

    /// <summary>An even sample of the rows with their features.</summary>
    public Reservoir<(TestRow Row, VBuffer<float> Features)> Features { get; }

    /// <summary>How many rows of each class there are.</summary>
    public long[] ClassCounts => [.. Enumerable.Range(0, Classes.Count).Select(i => Enumerable.Range(0, Classes.Count).Sum(j => Confusion[i, j]))];

    /// <summary>Reads scored rows.</summary>
    /// <exception cref="ArgumentException">A column is missing, or not of the type that the model's task has.</exception>
    public static TestRows Read(IDataView scored, FoundModel found, string label)
    {
        var columns = new TestColumns(scored.Schema, found, label);
        var rows = new TestRows(columns.Classes, found.Model.Network.Shape.Outputs);
        using DataViewRowCursor cursor = scored.GetRowCursor(columns.All);
        TestReader reader = columns.Reader(cursor);
        while (cursor.MoveNext())
        {
            rows.Add(reader);
        }

        return rows;
    }

    private void Add(TestReader reader)
    {
        if (reader.Next() is not { } row)
        {
            WithoutLabel++;
            return;
        }

        if (!row.Scores.All(float.IsFinite))
        {
            NotFinite++;
            return;
        }

        Count++;
        if (row.Class >= 0)
        {
            Confusion[row.Class, reader.Predicted(row)]++;
        }

        Sample.Add(() => row);
        Features.Add(() => (row, reader.CopyFeatures()));
    }
}
