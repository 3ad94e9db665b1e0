using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Data;

/// <summary>Values and units that tables really have: with default options they spoil nothing, and the right answer is known.</summary>
public class FarValuesTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Theory]
    [InlineData(1, 99_999f)]
    [InlineData(6, -999f)]
    [InlineData(12, 1e9f)]
    [InlineData(1, float.PositiveInfinity)]
    public void AFewSentinelsLeaveTheOtherRowsAsTheyAre(int count, float sentinel)
    {
        Point[] rows = Points(600, (a, b) => MathF.Sin(a) + b);
        for (int i = 0; i < count; i++)
        {
            rows[7 + (40 * i)].Features[0] = sentinel;
        }

        float[] scores = Scores(new MlpRegressionTrainer.Options { Seed = 1 }, rows);
        Assert.True(RSquared(scores, rows, row => row.Features[0] != sentinel) > 0.99);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AHugeInputScoresAsTheBoundDoes(bool infiniteInTraining)
    {
        Point[] rows = Points(600, (a, _) => a);
        rows[5].Features[1] = infiniteInTraining ? float.NegativeInfinity : 0;
        var transformer = _mlContext.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options { Seed = 1 }).Fit(_mlContext.Data.LoadFromEnumerable(rows));
        float[] far = [1e6f, 1e19f, 1e20f, 3e38f, float.PositiveInfinity];
        foreach (float sign in (float[])[1, -1])
        {
            Point[] ask = [.. far.Select(x => new Point { Features = [sign * x, 0] })];
            float[] scores = Column.Floats(transformer.Transform(_mlContext.Data.LoadFromEnumerable(ask)), "Score");
            Assert.True(sign * scores[0] > 2, $"{scores[0]}");
            Assert.All(scores, score => Assert.Equal(scores[0], score, 1e-3f));
        }
    }

    [Fact]
    public void AColumnOfTheLargestFloatsTrains()
    {
        Point[] rows = Points(400, (a, _) => a > 0 ? 3 : -3);
        foreach (Point row in rows)
        {
            row.Features[0] = row.Features[0] > 0 ? float.MaxValue : float.MinValue;
        }

        Assert.True(RSquared(Scores(new MlpRegressionTrainer.Options { Seed = 1 }, rows), rows) > 0.99);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WithoutHiddenLayersItIsLinearRegression(bool logNormal)
    {
        Point[] rows = Points(1000, (a, b) => 0);
        var random = new Random(2);
        foreach (Point row in rows)
        {
            row.Features[0] = logNormal ? (float)Math.Exp(Normal(random)) : random.NextSingle();
            row.Label = (3 * row.Features[0]) + (5 * row.Features[1]);
        }

        Assert.True(RSquared(Scores(new MlpRegressionTrainer.Options { Seed = 1, HiddenLayers = [] }, rows), rows) > 0.999);
    }

    [Theory]
    [InlineData(1e-30)]
    [InlineData(1e-6)]
    [InlineData(1e6)]
    [InlineData(1e30)]
    public void LabelsOfAnyUnitTrainAlike(double unit)
    {
        Point[] rows = Points(400, (a, b) => (float)(unit * (a + b)));
        Assert.True(RSquared(Scores(new MlpRegressionTrainer.Options { Seed = 1 }, rows), rows) > 0.99);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1e-9f)]
    [InlineData(5f)]
    [InlineData(1e9f)]
    public void ALabelThatNeverVariesIsScoredAsItIs(float label)
    {
        Point[] rows = Points(300, (_, _) => label);
        Assert.All(Scores(new MlpRegressionTrainer.Options { Seed = 1 }, rows), score => Assert.Equal(label, score));
    }

    public static TheoryData<Cost> RobustCosts => [new AbsoluteCost(), new HuberCost(), new QuantileCost(), new LogCoshCost()];

    [Theory, MemberData(nameof(RobustCosts))]
    public void ARobustCostBearsWithOneFarLabel(Cost cost)
    {
        Point[] rows = Points(600, (a, b) => a + b);
        rows[9].Label = 1e6f;
        float[] scores = Scores(new MlpRegressionTrainer.Options { Seed = 1, Cost = cost }, rows);
        double rSquared = RSquared(scores, rows, row => row.Label < 1e5);
        Assert.True(rSquared > 0.99, $"{rSquared}");
    }

    public static TheoryData<Cost, double, int[]> ClaimCosts
    {
        get
        {
            var cases = new TheoryData<Cost, double, int[]>();
            foreach (double unit in (double[])[1e-3, 4000])
            {
                foreach (int[] hidden in (int[][])[[], [64]])
                {
                    cases.Add(new GammaCost(), unit, hidden);
                    cases.Add(new PoissonCost(), unit, hidden);
                    cases.Add(new TweedieCost(), unit, hidden);
                }
            }

            return cases;
        }
    }

    /// <summary>Claims whose spread is as large as their mean; R² is taken against the true mean, which the exponential link can give exactly.</summary>
    [Theory, MemberData(nameof(ClaimCosts))]
    public void CostsWithAnExponentialLinkDoNotDependOnTheUnit(Cost cost, double unit, int[] hidden)
    {
        var random = new Random(11);
        Point[] rows = Points(2000, (_, _) => 0);
        double[] means = [.. rows.Select(row => unit * Math.Exp((row.Features[0] / 2) + (row.Features[1] / 4)))];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].Label = (float)(means[i] * Enumerable.Range(0, 3).Average(_ => -Math.Log(1 - random.NextDouble())));
        }

        float[] scores = Scores(new MlpRegressionTrainer.Options { Seed = 1, Cost = cost, HiddenLayers = hidden }, rows);
        (float Score, double Mean)[] pairs = [.. scores.Zip(means)];
        double centre = means.Average(), rSquared = 1 - (pairs.Sum(p => Math.Pow(p.Score - p.Mean, 2)) / means.Sum(mean => Math.Pow(mean - centre, 2)));
        Assert.True(rSquared > (hidden.Length == 0 ? 0.98 : 0.93), $"{rSquared}");
    }

    /// <summary>One positive in a thousand, which logistic regression ranks first.</summary>
    [Fact]
    public void ARareClassIsFound()
    {
        var random = new Random(4);
        Labelled[] rows = [.. Enumerable.Range(0, 6000).Select(i => new Labelled
        {
            Label = i % 1000 == 3,
            Features = [(float)Normal(random) + (i % 1000 == 3 ? 6 : 0), (float)Normal(random)],
        })];
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        var model = _mlContext.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options { Seed = 1 }).Fit(data);
        CalibratedBinaryClassificationMetrics metrics = _mlContext.BinaryClassification.Evaluate(model.Transform(data));
        Assert.True(metrics.AreaUnderPrecisionRecallCurve > 0.99, $"{metrics.AreaUnderPrecisionRecallCurve}");
        float[] probabilities = Column.Floats(model.Transform(data), "Probability");
        Assert.InRange(probabilities.Average(), 0.0005f, 0.002f);
    }

    private float[] Scores(MlpRegressionTrainer.Options options, Point[] rows)
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        return Column.Floats(_mlContext.Regression.Trainers.Mlp(options).Fit(data).Transform(data), "Score");
    }

    private static double RSquared(float[] scores, Point[] rows, Func<Point, bool>? counts = null)
    {
        (float Score, Point Row)[] pairs = [.. scores.Zip(rows).Where(pair => counts?.Invoke(pair.Second) ?? true)];
        double size = rows.Max(row => Math.Abs((double)row.Label)), mean = pairs.Average(pair => pair.Row.Label / size);
        return 1 - (pairs.Sum(pair => Math.Pow((pair.Score - (double)pair.Row.Label) / size, 2)) / pairs.Sum(pair => Math.Pow((pair.Row.Label / size) - mean, 2)));
    }

    private static Point[] Points(int count, Func<float, float, float> label)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            (float a, float b) = ((random.NextSingle() * 4) - 2, (random.NextSingle() * 4) - 2);
            return new Point { Features = [a, b], Label = label(a, b) };
        })];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private sealed class Point
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Labelled
    {
        public bool Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
