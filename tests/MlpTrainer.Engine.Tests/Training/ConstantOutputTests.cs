namespace MlpTrainer.Engine.Tests;

public class ConstantOutputTests
{
    /// <summary>The variance; the deviance from the mean; the entropy of the classes' shares.</summary>
    [Fact]
    public void TheLeastCostOfAConstantIsTheOneOfTheTextbooks()
    {
        double[] y = [1, 2, 4, 4, 9, 16];
        double mean = y.Average();
        Assert.Equal(y.Average(each => (each - mean) * (each - mean)), Least(new QuadraticCost(), 1, y), 1e-5);
        Assert.Equal(6 * y.Average(each => (each - mean) * (each - mean)), Least(new QuadraticCost { Reduction = Reduction.Sum }, 1, y), 1e-4);
        Assert.Equal(y.Average(each => (each / mean) - 1 - Math.Log(each / mean)), Least(new GammaCost(), 1, y), 1e-5);
        Assert.Equal(Entropy(2.0 / 6, 4.0 / 6), Least(new CrossEntropyCost(), 1, [0, 1, 1, 0, 1, 1]), 1e-5);
        Assert.Equal(Entropy(1.0 / 6, 2.0 / 6, 3.0 / 6), Least(new SoftmaxCrossEntropyCost(), 3, [0, 1, 1, 2, 2, 2]), 1e-5);
    }

    public static TheoryData<string, bool, float, bool> Trainings => new()
    {
        { "regression", false, 10f, true },
        { "regression", true, 10f, true },
        { "regression", false, 0.01f, false },
        { "regression", true, 0.01f, false },
        { "binary", false, 10f, true },
        { "binary", true, 0.01f, false },
        { "classes", true, 10f, true },
        { "classes", false, 0.01f, false },
    };

    /// <summary>A learning rate of 10 for Adam makes a network that is far worse than the mean.</summary>
    [Theory, MemberData(nameof(Trainings))]
    public void ANetworkThatIsWorseThanAConstantIsReported(string task, bool validates, float rate, bool isReported)
    {
        (Func<int, int, TrainingSet> data, Cost cost, int outputs) = task switch
        {
            "regression" => ((rows, seed) => SmallData.Regression(rows, seed), new QuadraticCost(), 1),
            "binary" => ((rows, seed) => SmallData.Binary(rows, seed: seed), new CrossEntropyCost(), 1),
            _ => ((Func<int, int, TrainingSet>)((rows, seed) => SmallData.Classes(rows, seed)), (Cost)new SoftmaxCrossEntropyCost(), 3),
        };
        List<string> remarks = [];
        TrainingOptions options = Plain.Options with
        {
            Cost = cost,
            StandardizeTargets = cost.TargetsMayBeStandardized,
            Optimizer = new Adam { LearningRate = rate },
            MaximumNumberOfEpochs = 10,
            Warn = remarks.Add,
        };
        TrainingSet train = data(300, 1), validation = data(200, 2);
        TrainingResult result = NetworkTrainer.Train(train, validates ? validation : null, outputs, options);
        Assert.Equal(isReported ? 1 : 0, remarks.Count);
        Assert.All(remarks, remark => Assert.StartsWith("The network is worse than one constant output for all rows: on ", remark));
        if (validates && isReported)
        {
            string cited = FormattableString.Invariant($"on 200 rows its cost is {result.History[^1].ValidationCost:g4}, that of the best constant ");
            Assert.Contains(cited, remarks[0]);
        }

        TrainingResult silent = NetworkTrainer.Train(train, validates ? validation : null, outputs, options with { Warn = null });
        Compare.SameBits(silent.Network.Parameters, result.Network.Parameters);
    }

    [Fact]
    public void TargetsThatNeverVaryAreNotComparedWithAConstant()
    {
        var builder = new TrainingSetBuilder(1, 1);
        for (int i = 0; i < 50; i++)
        {
            builder.Add([i], [7]);
        }

        List<string> remarks = [];
        NetworkTrainer.Train(builder.Build(), null, 1, Plain.Options with { Cost = new QuadraticCost(), MaximumNumberOfEpochs = 3, Warn = remarks.Add });
        Assert.Empty(remarks);
    }

    private static double Entropy(params double[] shares) => -shares.Sum(share => share * Math.Log(share));

    private static double Least(Cost cost, int outputs, double[] targets)
    {
        var builder = new TrainingSetBuilder(1, 1);
        foreach (double target in targets)
        {
            builder.Add([0], [(float)target]);
        }

        var rows = new PreparedRows(builder.Build(), outputs, null, null, null);
        var all = new Batch([.. Enumerable.Range(0, targets.Length)], 0, targets.Length, 0, rows.WeightFactor(cost.Reduction, targets.Length));
        return new ConstantOutput(rows, all, cost, outputs).Minimum();
    }
}
