using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Benchmarks.Workloads;
using MlpTrainer.Engine;

namespace MlpTrainer.Benchmarks.Pipelines;

/// <summary>Rows per second of a network: by the engine alone, by Transform in blocks, and by Transform row by row, over W1's rows in memory.</summary>
internal static class PipelineScoring
{
    private const int Runs = 5, RowsToTrain = 2000;

    /// <param name="networks">Hidden layers, such as 512x512.</param>
    public static void Run(string[] networks)
    {
        Workload workload = Workload.Named("W1");
        float[] features = new WorkloadNetwork(workload).Features;
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, workload.Rows).Select(row => new Row { Features = features.AsSpan(row * workload.Features, workload.Features).ToArray(), Label = row % 2 == 0 }).ToList());
        foreach (string network in networks)
        {
            Measure(ml, rows, features, [.. network.Split('x').Select(width => int.Parse(width, CultureInfo.InvariantCulture))]);
        }
    }

    private static void Measure(MLContext ml, IDataView rows, float[] features, int[] hiddenLayers)
    {
        var trainer = ml.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options { HiddenLayers = hiddenLayers, EnsembleSize = 1, MaximumNumberOfEpochs = 1 });
        ITransformer inBlocks = trainer.Fit(ml.Data.TakeRows(rows, RowsToTrain));
        using var file = new MemoryStream();
        ml.Model.Save(inBlocks, rows.Schema, file);
        file.Position = 0;
        ITransformer rowByRow = ml.Model.Load(file, out _);
        TrainedNetwork network = inBlocks.Mlp().Network;
        float[] outputs = new float[features.Length / network.Shape.Inputs];
        (string Name, Action Score)[] ways =
        [
            ("batch_1_thread", () => network.Score(features, outputs, 1)), ("batch_all_threads", () => network.Score(features, outputs, 0)),
            ("one_cursor", () => Read(inBlocks.Transform(rows), onlyOne: true)), ("transform", () => Read(inBlocks.Transform(rows), onlyOne: false)),
            ("one_cursor_row_by_row", () => Read(rowByRow.Transform(rows), onlyOne: true)), ("transform_row_by_row", () => Read(rowByRow.Transform(rows), onlyOne: false)),
        ];
        double[] seconds = [.. ways.Select(_ => double.PositiveInfinity)];
        for (int run = -1; run < Runs; run++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                long start = Stopwatch.GetTimestamp();
                ways[way].Score();
                seconds[way] = run < 0 ? seconds[way] : Math.Min(seconds[way], Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        JsonLine.Print([("bench", "scoring"), ("hidden_layers", string.Join('x', hiddenLayers)), .. ways.Select((way, i) => (way.Name, (object?)(outputs.Length / seconds[i])))]);
    }

    private static void Read(IDataView scored, bool onlyOne)
    {
        DataViewSchema.Column column = scored.Schema["Score"];
        using DataViewRowCursor cursor = onlyOne ? scored.GetRowCursorSet([column], 1)[0] : scored.GetRowCursor([column]);
        ValueGetter<float> getter = cursor.GetGetter<float>(column);
        float score = 0;
        while (cursor.MoveNext())
        {
            getter(ref score);
        }
    }

    private sealed class Row
    {
        [VectorType(30)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
