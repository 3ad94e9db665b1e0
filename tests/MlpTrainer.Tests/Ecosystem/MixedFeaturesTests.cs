using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Numbers beside a category of many values, which makes rows sparse: they count as they do in dense rows.</summary>
public class MixedFeaturesTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void ANumberThatIsNeverNearZeroIsLearnedBesideManyCategories()
    {
        var random = new Random(1);
        Row[] rows = [.. Enumerable.Range(0, 3000).Select(_ => new Row { Category = $"c{random.Next(500)}", A = random.Next(1990, 2025) })];
        Array.ForEach(rows, row => row.Label = row.A > 2007);
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        var model = Features().Append(_mlContext.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options { Seed = 1 })).Fit(data);
        Assert.True(_mlContext.BinaryClassification.Evaluate(model.Transform(data)).AreaUnderRocCurve > 0.99);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(300, true)]
    [InlineData(300, false)]
    public void AMissingNumberCountsAsItsMean(int categories, bool standardize)
    {
        var random = new Random(1);
        float scale = standardize ? 20 : 1;
        Row[] rows = [.. Enumerable.Range(0, 3000).Select(_ => new Row
        {
            Category = $"c{random.Next(categories)}", A = scale * random.NextSingle(), B = scale * random.NextSingle(),
        })];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].Number = rows[i].A + rows[i].B;
            rows[i].A = i % 20 == 5 ? float.NaN : rows[i].A;
        }

        var model = Features().Append(_mlContext.Regression.Trainers.Mlp(
            new MlpRegressionTrainer.Options { LabelColumnName = "Number", Seed = 1, Standardize = standardize })).Fit(_mlContext.Data.LoadFromEnumerable(rows));
        PredictionEngine<Row, Scored> engine = _mlContext.Model.CreatePredictionEngine<Row, Scored>(model);
        float missing = engine.Predict(new Row { Category = "c1", A = float.NaN, B = scale / 2 }).Score;
        float atMean = engine.Predict(new Row { Category = "c1", A = scale / 2, B = scale / 2 }).Score;
        Assert.Equal(scale, missing, 0.06f * scale);
        Assert.Equal(atMean, missing, 0.02f * scale);
    }

    [Fact]
    public void TheSameTableGivesTheSameScoresDenseOrSparse()
    {
        var random = new Random(3);
        float[][] rows = [.. Enumerable.Range(0, 600).Select(_ => Mixed(random))];
        bool[] labels = [.. rows.Select(row => row[150] > 2007 || row[151] > 500)];
        IDataView dense = _mlContext.Data.LoadFromEnumerable(rows.Select((row, i) => new Dense { Features = row, Label = labels[i] }).ToList());
        IDataView sparse = _mlContext.Data.LoadFromEnumerable(rows.Select((row, i) => new Sparse { Features = Compressed(row), Label = labels[i] }).ToList());
        MlpBinaryTrainer Trainer() => _mlContext.BinaryClassification.Trainers.Mlp(
            new MlpBinaryTrainer.Options { Seed = 1, HiddenLayers = [32], MaximumNumberOfEpochs = 10 });
        var ofDense = Trainer().Fit(dense);
        float[] expected = Column.Floats(ofDense.Transform(dense));
        AssertClose(expected, Column.Floats(ofDense.Transform(sparse)), 1e-4f);
        AssertClose(expected, Column.Floats(Trainer().Fit(sparse).Transform(sparse)), 5e-3f);
    }

    private static float[] Mixed(Random random)
    {
        float[] row = new float[153];
        row[random.Next(150)] = 1;
        row[150] = random.Next(20) == 0 ? float.NaN : random.Next(1990, 2025);
        row[151] = random.Next(10) == 0 ? 1000 * random.NextSingle() : 0;
        row[152] = random.Next(5) == 0 ? 0 : 3 + random.NextSingle();
        return row;
    }

    private static VBuffer<float> Compressed(float[] row)
    {
        int[] places = [.. Enumerable.Range(0, row.Length).Where(i => row[i] != 0)];
        return new(row.Length, places.Length, [.. places.Select(i => row[i])], places);
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * (1 + Math.Abs(pair.First))));
    }

    private IEstimator<ITransformer> Features() => _mlContext.Transforms.Categorical.OneHotEncoding("Encoded", "Category")
        .Append(_mlContext.Transforms.Concatenate("Features", "Encoded", "A", "B"));

    private sealed class Row
    {
        public bool Label { get; set; }

        public float Number { get; set; }

        public string Category { get; set; } = "";

        public float A { get; set; }

        public float B { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }

    private sealed class Dense
    {
        public bool Label { get; set; }

        [VectorType(153)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Sparse
    {
        public bool Label { get; set; }

        [VectorType(153)]
        public VBuffer<float> Features { get; set; }
    }
}
