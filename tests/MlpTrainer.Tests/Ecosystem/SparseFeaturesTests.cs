using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Wide sparse features are never written out as rows of zeros, which would take 40 MB and more here.</summary>
public class SparseFeaturesTests
{
    private const int Slots = 20_000;

    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void VectorsOfManySlotsStaySparse()
    {
        var random = new Random(1);
        IDataView data = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 500).Select(_ => Draw(random)).ToList());
        BytesOfRowsIn(() =>
        {
            var model = Small.Binary(_mlContext, o => (o.HiddenLayers, o.MaximumNumberOfEpochs, o.BatchSize) = ([4], 10, 100)).Fit(data);
            Assert.InRange(_mlContext.BinaryClassification.Evaluate(model.Transform(data)).AreaUnderRocCurve, 0.95, 1);
        }, atMost: 4_000_000);
    }

    [Fact]
    public void FeaturizedTextStaysSparse()
    {
        var random = new Random(1);
        List<Message> rows = [.. Enumerable.Range(0, 1000).Select(_ => Write(random))];
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        var pipeline = _mlContext.Transforms.Text.FeaturizeText("Features", "Text")
            .Append(Small.Binary(_mlContext, o => (o.HiddenLayers, o.MaximumNumberOfEpochs, o.BatchSize) = ([4], 6, 100)));
        BytesOfRowsIn(() =>
        {
            var model = pipeline.Fit(data);
            Assert.InRange(model.LastTransformer.Model.SubModel.NumberOfFeatures, 10_000, int.MaxValue);
            Assert.InRange(_mlContext.BinaryClassification.Evaluate(model.Transform(data)).Accuracy, 0.95, 1);
        }, atMost: 8_000_000);
    }

    /// <summary>What the trainer says it holds: "Read 500 rows of 20000 features for training (sparse, 52000 bytes)."</summary>
    private void BytesOfRowsIn(Action train, long atMost)
    {
        var log = new LogLines(_mlContext);
        train();
        string line = Assert.Single(log.Infos, text => text.StartsWith("Read ", StringComparison.Ordinal));
        Assert.Contains("(sparse, ", line, StringComparison.Ordinal);
        string bytes = line[(line.IndexOf("sparse, ", StringComparison.Ordinal) + 8)..].Split(' ')[0];
        Assert.InRange(long.Parse(bytes, System.Globalization.CultureInfo.InvariantCulture), 1, atMost);
    }

    /// <summary>Ten slots with a value; the label tells from which half of the first thousand most of them are.</summary>
    private static SparseRow Draw(Random random)
    {
        bool label = random.Next(2) == 1;
        int[] slots = [.. Enumerable.Range(0, 10).Select(i => i < 6 ? (2 * random.Next(500)) + (label ? 1 : 0) : random.Next(1000, Slots)).Distinct().Order()];
        return new SparseRow { Label = label, Features = new VBuffer<float>(Slots, slots.Length, [.. slots.Select(_ => 1f)], slots) };
    }

    /// <summary>Made-up words, so that there are many; one of them tells the label.</summary>
    private static Message Write(Random random)
    {
        bool label = random.Next(2) == 1;
        IEnumerable<string> words = Enumerable.Range(0, 12).Select(_ => new string([.. Enumerable.Range(0, 6).Select(_ => (char)('a' + random.Next(26)))]));
        return new Message { Label = label, Text = $"{(label ? "certainly" : "hardly")} {string.Join(' ', words)}" };
    }

    private sealed class Message
    {
        public bool Label { get; set; }

        public string Text { get; set; } = "";
    }

    private sealed class SparseRow
    {
        public bool Label { get; set; }

        [VectorType(Slots)]
        public VBuffer<float> Features { get; set; }
    }
}
