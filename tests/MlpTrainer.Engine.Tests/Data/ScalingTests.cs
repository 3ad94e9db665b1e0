namespace MlpTrainer.Engine.Tests;

/// <summary>Standardization of features and targets, and missing values.</summary>
public class ScalingTests
{
    [Fact]
    public void FeaturesGetMeanZeroAndVarianceOneByWeight()
    {
        float[,] x = { { 1, 1e6f, 5 }, { 3, 1e6f + 2, 5 }, { 5, 1e6f + 1, 5 }, { float.NaN, 1e6f + 4, 5 } };
        float[] w = [1, 2, 1, 0.5f];
        var builder = new TrainingSetBuilder(3, 1);
        for (int i = 0; i < 4; i++)
        {
            builder.Add([x[i, 0], x[i, 1], x[i, 2]], [0], w[i]);
        }

        InputScaling scaling = InputStatistics.Learn(builder.Build(), standardize: true, imputeMissing: true)!;
        Assert.Equal(3f, scaling.Mean.Span[0], 1e-6f);
        Assert.Equal(1 / Math.Sqrt(2), scaling.Scale.Span[0], 1e-6);        // (1·4 + 2·0 + 1·4)/4; the missing one is left out
        double mean = ((2 * 2) + 1 + (0.5 * 4)) / 4.5;
        double variance = ((mean * mean) + (2 * (2 - mean) * (2 - mean)) + ((1 - mean) * (1 - mean)) + (0.5 * (4 - mean) * (4 - mean))) / 4.5;
        Assert.Equal(1e6 + mean, scaling.Mean.Span[1], 0.1);
        Assert.Equal(1 / Math.Sqrt(variance), scaling.Scale.Span[1], 1e-6);
        Assert.Equal(0f, scaling.Scale.Span[2]);                            // constant: ignored

        float[] scaled = new float[3];
        scaling.Apply([float.NaN, 1e6f, 77], scaled);
        Assert.Equal(0f, scaled[0]);
        Assert.Equal(0f, scaled[2]);
    }

    [Fact]
    public void SparseFeaturesKeepTheirZerosAndGetUsualSizeOne()
    {
        var builder = new TrainingSetBuilder(3, 1) { Sparse = true };
        builder.Add([0], [3f], [0]);
        builder.Add([0, 2], [-4f, float.NaN], [0]);
        builder.Add([], [], [1]);
        InputScaling scaling = InputStatistics.Learn(builder.Build(), standardize: true, imputeMissing: true)!;
        Assert.False(scaling.IsCentred);
        Assert.Equal(1 / Math.Sqrt((9 + 16) / 2.0), scaling.Scale.Span[0], 1e-6);
        Assert.Equal([0f, 0f], scaling.Scale.Span[1..].ToArray());
    }

    [Fact]
    public void NothingIsScaledWhereNothingIsAsked()
    {
        TrainingSet set = SmallData.Binary(20);
        Assert.Null(InputStatistics.Learn(set, standardize: false, imputeMissing: false));
        InputScaling fill = InputStatistics.Learn(set, standardize: false, imputeMissing: true)!;
        float[] row = [1, float.NaN, -3, 0];
        fill.Apply(row, row);
        Assert.Equal([1f, 0f, -3f, 0f], row);
    }

    [Fact]
    public void RawFeaturesOfAnySizeAndMissingOnesTrainWell()
    {
        var random = new Random(5);
        var builder = new TrainingSetBuilder(3, 1);
        for (int i = 0; i < 400; i++)
        {
            float a = random.NextSingle() - 0.5f, b = random.NextSingle() - 0.5f;
            builder.Add([1e5f + (1e4f * a), random.Next(10) == 0 ? float.NaN : 1e-4f * b, 7f], [a > b ? 1 : 0]);
        }

        TrainedNetwork network = NetworkTrainer.Train(builder.Build(), null, 1, Plain.Options with { HiddenLayers = [10], Optimizer = new Adam { LearningRate = 0.01f } }).Network;
        float[] output = new float[1];
        Scorer scorer = network.CreateScorer();
        scorer.Score([1e5f + 4e3f, -4e-5f, 7f], output);
        Assert.True(output[0] > 0.95f, $"{output[0]}");
        scorer.Score([1e5f - 4e3f, 4e-5f, 9f], output);
        Assert.True(output[0] < 0.05f, $"{output[0]}");
        scorer.Score([1e5f + 4e3f, float.NaN, float.NaN], output);
        Assert.True(output[0] is > 0.5f and < 1f, $"{output[0]}");
    }

    [Fact]
    public void TargetsAreStandardizedInsideAndOutputsComeBackInTheirUnits()
    {
        TrainingSet set = SmallData.Regression(500);
        var options = Plain.Options with
        {
            HiddenLayers = [30],
            Cost = new QuadraticCost(),
            StandardizeTargets = true,
            MaximumNumberOfEpochs = 100,
            Optimizer = new Adam { LearningRate = 0.01f },
        };
        TrainingResult result = NetworkTrainer.Train(set, set, 1, options);
        Assert.InRange(result.History[0].Cost, 0.1, 2);                     // in units of the targets' variance
        float[] targets = SmallData.Targets(set), outputs = new float[targets.Length], weights = [.. targets.Select(_ => 1f)];
        Assert.Equal(targets.Average(), result.Network.Outputs!.Mean.Span[0], 1e-3f);
        result.Network.Score(SmallData.Features(set), outputs);
        Assert.True(Metric.RSquared.Evaluate(outputs, targets, weights) > 0.99);
        double rmse = Metric.Rmse.Evaluate(outputs, targets, weights);
        Assert.Equal(result.History[^1].ValidationCost!.Value, Math.Pow(rmse / result.Network.Outputs.Scale.Span[0], 2), 1e-5);
    }

    [Fact]
    public void StatisticsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new InputScaling([0, 0], [1], true));
        Assert.Throws<ArgumentException>(() => new InputScaling([float.NaN], [1], true));
        Assert.Throws<ArgumentException>(() => new InputScaling([0], [-1], true));
        Assert.Throws<ArgumentException>(() => new OutputScaling([0], [0]));
        Assert.Throws<ArgumentException>(() => new OutputScaling([float.PositiveInfinity], [1]));
    }
}
