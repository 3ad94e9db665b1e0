using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>Reads labels and probabilities, or numbers, from a scored view.</summary>
internal static class PredictionReader
{
    public static Predictions Read(TableRows rows, IDataView scored) => rows.Table.Task switch
    {
        TableTask.Binary => new(
            [.. scored.GetColumn<bool>(TableView.Label).Select(label => label ? 1.0 : 0)],
            [.. scored.GetColumn<float>("Probability").Select(p => new[] { 1.0 - p, p })]),
        TableTask.Regression => new(
            [.. scored.GetColumn<float>(TableView.Label).Select(label => (double)label)],
            [.. scored.GetColumn<float>("Score").Select(score => new double[] { score })]),
        _ => Classes(rows, scored),
    };

    /// <summary>The label's keys say in which order the scores come. A class that no training row has gets probability 0, and rows of it are left out.</summary>
    private static Predictions Classes(TableRows rows, IDataView scored)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema[TableView.Label].GetKeyValues(ref names);
        int[] classes = [.. names.DenseValues().Select(name => Array.IndexOf(rows.Classes, name.ToString()))];
        double[][] outputs = [.. scored.GetColumn<VBuffer<float>>("Score").Select(score =>
        {
            double[] output = new double[rows.Classes.Length];
            foreach ((int place, float probability) in score.DenseValues().Index())
            {
                output[classes[place]] = probability;
            }

            return output;
        })];
        uint[] keys = [.. scored.GetColumn<uint>(TableView.Label)];
        return new Predictions([.. keys.Where(key => key > 0).Select(key => (double)classes[key - 1])], [.. outputs.Where((_, row) => keys[row] > 0)]);
    }
}
