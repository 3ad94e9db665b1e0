using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Tests.Inference;

/// <summary>What the tool takes a table for.</summary>
internal static class Inferred
{
    public static TablePlan Of(string path, string label, InferenceOptions? options = null)
    {
        CsvSource source = CsvSource.Open(path, Stream.Null, encoding: null);
        CsvFormat format = CsvFormatGuess.Of(source, new CsvLayout(), [label]);
        return TableInference.Infer(source, format, options ?? new InferenceOptions { Label = label }, CancellationToken.None);
    }

    /// <summary>A column of some values, each several times over, beside a label.</summary>
    public static ColumnPlan Column(string name, IEnumerable<string> values, char separator = ';')
    {
        using Scratch scratch = new();
        string[] all = [.. values];
        string rows = string.Join('\n', all.Select((value, i) => $"{value}{separator}{(i % 2 == 0 ? "a" : "b")}"));
        TablePlan plan = Of(scratch.Write("column.csv", $"{name}{separator}label{separator}more\n" + string.Join('\n', rows.Split('\n').Select((row, i) => $"{row}{separator}{i % 7}"))), "label");
        return plan.Columns[0];
    }
}
