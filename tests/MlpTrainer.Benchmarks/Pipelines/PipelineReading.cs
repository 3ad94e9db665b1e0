using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Benchmarks.Quality;

namespace MlpTrainer.Benchmarks.Pipelines;

/// <summary>Rows per second that Fit reads of each kind of view, beside those of a cursor that only adds the numbers up.</summary>
internal static class PipelineReading
{
    private const int Runs = 5;

    public static void Run(string data, int rows)
    {
        var ml = new MLContext(seed: 1);
        PipelineFile file = PipelineFile.Write(data, rows);
        var sources = new PipelineSources<bool>(ml, file, text => text == "1");
        IDataView cached = sources.Cached();
        (string Name, IDataView View)[] views = [("text", sources.Text()), ("objects", sources.Objects()), ("cached", cached),
            ("cached, normalized", ml.Transforms.NormalizeMeanVariance(TableView.Numbers).Fit(cached).Transform(cached))];
        foreach ((string name, IDataView view) in views)
        {
            double sum = double.PositiveInfinity, read = double.PositiveInfinity;
            for (int run = 0; run < Runs; run++)
            {
                (sum, read) = (Math.Min(sum, SumSeconds(view)), Math.Min(read, ReadSeconds(ml, view)));
            }

            int count = sources.Rows.Value.Count;
            JsonLine.Print(("bench", "reading"), ("view", name), ("rows", count), ("sum_rows_per_s", count / sum), ("fit_rows_per_s", count / read), ("share", sum / read));
        }

        File.Delete(file.Path);
    }

    private static double SumSeconds(IDataView view)
    {
        long start = Stopwatch.GetTimestamp();
        DataViewSchema.Column numbers = view.Schema[TableView.Numbers], labels = view.Schema[TableView.Label];
        using DataViewRowCursor cursor = view.GetRowCursor([numbers, labels]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(numbers);
        ValueGetter<bool> label = cursor.GetGetter<bool>(labels);
        VBuffer<float> row = default;
        bool isTrue = false;
        double sum = 0;
        while (cursor.MoveNext())
        {
            getter(ref row);
            label(ref isTrue);
            foreach (float value in row.GetValues())
            {
                sum += value;
            }
        }

        return double.IsFinite(sum) ? Stopwatch.GetElapsedTime(start).TotalSeconds : throw new InvalidDataException("The rows' sum is not finite.");
    }

    /// <summary>From Fit's beginning to its message that the rows are read. The training behind it is the shortest there is.</summary>
    private static double ReadSeconds(MLContext ml, IDataView view)
    {
        double seconds = double.NaN;
        long start = 0;
        void Note(object? sender, LoggingEventArgs message) =>
            seconds = message.RawMessage.StartsWith("Read ", StringComparison.Ordinal) ? Stopwatch.GetElapsedTime(start).TotalSeconds : seconds;
        ml.Log += Note;
        var trainer = ml.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options
        {
            FeatureColumnName = TableView.Numbers, HiddenLayers = [1], EnsembleSize = 1, MaximumNumberOfEpochs = 1, ValidationFraction = 0, EarlyStopping = null,
        });
        start = Stopwatch.GetTimestamp();
        trainer.Fit(view);
        ml.Log -= Note;
        return seconds;
    }
}
