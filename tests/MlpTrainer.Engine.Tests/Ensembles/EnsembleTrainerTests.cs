namespace MlpTrainer.Engine.Tests;

public sealed class EnsembleTrainerTests
{
    private static readonly TrainingOptions s_options = new() { HiddenLayers = [16], MaximumNumberOfEpochs = 30, Seed = 3 };

    [Fact]
    public void EveryThreadCountGivesTheSameBits()
    {
        EnsembleResult one = Train(SmallData.Binary(), s_options with { NumberOfThreads = 1 }), three = Train(SmallData.Binary(), s_options with { NumberOfThreads = 3 });
        Assert.Equal(one.Network.Parameters.ToArray(), three.Network.Parameters.ToArray());
        Assert.Equal(one.Members, three.Members);
        Assert.Equal(one.OutOfFoldCost, three.OutOfFoldCost);
    }

    /// <summary>With one kind and one member, the out-of-fold cost is the validation cost of the epoch whose weights it has, before the temperature lowers it.</summary>
    [Fact]
    public void OfOneMemberTheOutOfFoldCostIsItsValidationCost()
    {
        EnsembleResult result = Train(SmallData.Binary(), s_options, new EnsembleOptions { Size = 1, Kinds = [MemberKind.Network] });
        EnsembleMember member = Assert.Single(result.Members);
        Assert.Equal(1, member.Weight);
        Assert.InRange(result.OutOfFoldCost, 0.8 * member.ValidationCost, member.ValidationCost + 1e-5);
        EnsembleResult numbers = EnsembleTrainer.Train(
            SmallData.Regression(), null, SplitBy.Rows, 1, s_options with { Cost = new QuadraticCost() }, new EnsembleOptions { Size = 1, Kinds = [MemberKind.Network] });
        Assert.Equal(1, numbers.Temperature);
        Assert.Equal(numbers.Members[0].ValidationCost, numbers.OutOfFoldCost, 1e-5 * numbers.OutOfFoldCost);
    }

    /// <summary>With one kind, it is the mean of the members' validation costs over all rows.</summary>
    [Fact]
    public void OfOneKindItIsTheMeanOfTheValidationCosts()
    {
        EnsembleResult result = Train(SmallData.Binary(300), s_options, new EnsembleOptions { Size = 4, Kinds = [MemberKind.CodedNetwork] });
        Assert.Equal(4, result.Members.Count);
        Assert.Equal([0, 1, 2, 3], result.Members.Select(member => member.Fold));
        double mean = result.Members.Average(member => member.ValidationCost);
        Assert.InRange(result.OutOfFoldCost, 0.8 * mean, mean + 1e-5);                  // before the temperature lowers it
        Assert.All(result.Members, member => Assert.Equal(0.25, member.Weight, 1e-12));
    }

    /// <summary>Labels that are noise for a tenth: members that fit them are too sure, and are told so by the rows that they held out.</summary>
    [Fact]
    public void MembersThatAreTooSureAreCooled()
    {
        var random = new Random(2);
        var builder = new TrainingSetBuilder(8, 1);
        for (int i = 0; i < 200; i++)
        {
            float[] x = [.. Enumerable.Range(0, 8).Select(_ => random.NextSingle() - 0.5f)];
            builder.Add(x, [(x[0] > 0) ^ (random.NextDouble() < 0.25) ? 1f : 0f]);
        }

        TrainingOptions sure = s_options with { HiddenLayers = [64], EarlyStopping = null, MaximumNumberOfEpochs = 60, LearningRate = 0.01f };
        EnsembleResult result = Train(builder.Build(), sure, new EnsembleOptions { Kinds = [MemberKind.Network] });
        Assert.InRange(result.Temperature, 2, 16);
        Assert.True(result.OutOfFoldCost < result.Members.Average(member => member.ValidationCost), "The temperature must lower the cost.");
        Assert.Equal(1, result.Members.Sum(member => member.Weight), 1e-9);
    }

    /// <summary>Temperature and shift towards the classes' shares, of rows of which one in five is of the one class, are in the network as they are in the cost.</summary>
    [Fact]
    public void TheNetworkHasTheTemperatureThatItsCostIsOf()
    {
        var random = new Random(7);
        var builder = new TrainingSetBuilder(6, 1);
        for (int i = 0; i < 240; i++)
        {
            builder.Add([.. Enumerable.Range(0, 6).Select(_ => random.NextSingle() - 0.5f)], [i % 5 == 0 ? 1f : 0f]);
        }

        (TrainingSet train, TrainingSet validation) = builder.Build().Split(0.3, 1);
        EnsembleResult result = EnsembleTrainer.Train(
            train, validation, SplitBy.TargetClass, 1, s_options with { EarlyStopping = null, LearningRate = 0.01f }, new EnsembleOptions { Size = 2 });
        Assert.NotEqual(1, result.Temperature);
        Assert.Equal(result.OutOfFoldCost, CostOn(validation, result.Network), 1e-4 * result.OutOfFoldCost);
    }

    [Fact]
    public void ItBeatsItsParts()
    {
        TrainingSet test = SmallData.Binary(2000, seed: 9);
        double single = CostOn(test, NetworkTrainer.Train(SmallData.Binary(), null, 1, s_options with { MaximumNumberOfEpochs = 200 }).Network);
        double ensemble = CostOn(test, Train(SmallData.Binary(), s_options with { MaximumNumberOfEpochs = 200 }).Network);
        Assert.True(ensemble < single, $"The ensemble's cost on new rows is {ensemble}, a single network's {single}.");
    }

    /// <summary>A step at a threshold: what no single bend fits is left to the kinds that read codes.</summary>
    [Fact]
    public void OfAStepTheKindsThatReadCodesTakeMost()
    {
        var random = new Random(5);
        var builder = new TrainingSetBuilder(2, 1);
        for (int i = 0; i < 600; i++)
        {
            float x = random.NextSingle();
            builder.Add([x, random.NextSingle()], [x is > 0.25f and < 0.5f or > 0.75f ? 1f : 0f]);
        }

        EnsembleResult result = Train(builder.Build(), s_options with { MaximumNumberOfEpochs = 100 });
        Assert.InRange(result.Members.Where(member => member.Kind != MemberKind.Network).Sum(member => member.Weight), 0.6, 1);
    }

    [Fact]
    public void ValidationRowsAreWatchedByAllInPlaceOfFolds()
    {
        (TrainingSet train, TrainingSet validation) = SmallData.Regression().Split(0.2, 1);
        var ensemble = new EnsembleOptions { Size = 3, Kinds = [MemberKind.Network] };
        EnsembleResult result = EnsembleTrainer.Train(train, validation, SplitBy.Rows, 1, s_options with { Cost = new QuadraticCost() }, ensemble);
        float[] score = new float[1];
        double sum = 0;
        for (int row = 0; row < validation.RowCount; row++)
        {
            result.Network.CreateScorer().Score(validation.Store.Dense![validation.Place(row)], score);
            sum += Math.Pow((score[0] - validation.Target(row)[0]) / result.Network.Outputs!.Scale.Span[0], 2);
        }

        Assert.Equal(sum / validation.RowCount, result.OutOfFoldCost, 1e-4 * result.OutOfFoldCost);
        Assert.Equal(3, result.Members.Count);
        Assert.True(result.OutOfFoldCost < result.Members.Average(member => member.ValidationCost) + 1e-9, "The mean of members must not cost more than they do in the mean (convexity).");
    }

    [Fact]
    public void GroupsStayTogether()
    {
        ulong[] ids = [.. Enumerable.Range(0, 300).Select(i => (ulong)(i / 25))];
        int[] folds = SplitBy.Groups(ids).Folds(SmallData.Binary(), 5, new CounterRandom(1, RandomPurpose.Split));
        Assert.All(Enumerable.Range(0, 300), row => Assert.Equal(folds[row / 25 * 25], folds[row]));
        Assert.Equal([50, 50, 50, 75, 75], folds.CountBy(fold => fold).Select(pair => pair.Value).Order());
    }

    [Fact]
    public void FoldsHaveTheirShareOfEachClass()
    {
        TrainingSet set = SmallData.Classes(303);
        int[] folds = SplitBy.TargetClass.Folds(set, 5, new CounterRandom(1, RandomPurpose.Split));
        for (int c = 0; c < 3; c++)
        {
            int[] counts = [.. Enumerable.Range(0, 5).Select(fold => Enumerable.Range(0, 303).Count(row => folds[row] == fold && set.Target(row)[0] == c))];
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void FewRowsMakeFewMembers()
    {
        EnsembleResult result = Train(SmallData.Binary(3), s_options);
        Assert.Equal(3, result.Members.Max(member => member.Fold) + 1);
        Assert.Throws<InvalidOperationException>(() => Train(SmallData.Binary(1), s_options));
    }

    [Fact]
    public void ATimeBudgetIsSharedByTheMembers()
    {
        TrainingSet set = SmallData.Binary(3000);
        TrainingOptions endless = s_options with { MaximumNumberOfEpochs = 1_000_000, EarlyStopping = null, TimeBudget = TimeSpan.FromSeconds(1) };
        long start = Environment.TickCount64;
        EnsembleResult result = Train(set, endless);
        Assert.InRange(Environment.TickCount64 - start, 0, 20_000);
        Assert.Equal(1, result.Members.Sum(member => member.Weight), 1e-9);
        Assert.All(result.Members, member => Assert.Equal(0, member.Fold));         // the first ones took all the time, so that others would not get far
        EnsembleResult without = Train(SmallData.Binary(), s_options), enough = Train(SmallData.Binary(), s_options with { TimeBudget = TimeSpan.FromHours(1) });
        Assert.Equal(without.Members, enough.Members);
        Assert.Equal(without.Network.Parameters.ToArray(), enough.Network.Parameters.ToArray());
    }

    [Fact]
    public void CancellingLeavesTheMembersThatWereTrained()
    {
        using var source = new CancellationTokenSource();
        TrainingOptions options = s_options with { MaximumNumberOfEpochs = 1_000_000, EarlyStopping = null, NumberOfThreads = 1, CancellationToken = source.Token };
        EnsembleResult result = Train(SmallData.Binary(), options with { Progress = new Cancels(source, afterEpoch: 5) });
        Assert.Equal(1, result.Members.Sum(member => member.Weight), 1e-9);
        Assert.Equal(StopReason.Cancelled, result.First.StopReason);
        using var second = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Train(SmallData.Binary(),
            options with { Progress = new Cancels(second, afterEpoch: 5), CancellationToken = second.Token, ThrowOnCancel = true }));
    }

    [Fact]
    public void OtherKindsWantHiddenLayersOfRelu()
    {
        var error = Assert.Throws<ArgumentException>(() => Train(SmallData.Binary(), s_options with { HiddenLayers = [4, 4], LayerActivations = [Activation.Relu, Activation.Tanh] }));
        Assert.StartsWith("Kinds must be Network alone unless the network has hidden layers of relu with biases, but it had 2 of relu, tanh.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Train(SmallData.Binary(), s_options with { HiddenLayers = [] }));
        Assert.Throws<ArgumentException>(() => Train(SmallData.Binary(), s_options with { UseBiases = false }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnsembleOptions { CodedDropout = 1f });
        Assert.Throws<ArgumentException>(() => Train(SmallData.Binary(), s_options with { KeepState = true }));
        Assert.Throws<ArgumentException>(() => new EnsembleOptions { Kinds = [] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnsembleOptions { Size = 0 });
    }

    private static EnsembleResult Train(TrainingSet set, TrainingOptions options, EnsembleOptions? ensemble = null) =>
        EnsembleTrainer.Train(set, null, SplitBy.TargetClass, 1, options, ensemble ?? new EnsembleOptions());

    private static double CostOn(TrainingSet set, TrainedNetwork network)
    {
        double sum = 0;
        Scorer scorer = network.CreateScorer();
        float[] p = new float[1];
        for (int row = 0; row < set.RowCount; row++)
        {
            scorer.Score(set.Store.Dense![set.Place(row)], p);
            sum -= Math.Log(set.Target(row)[0] == 1f ? p[0] : 1 - p[0]);
        }

        return sum / set.RowCount;
    }

    private sealed class Cancels(CancellationTokenSource source, int afterEpoch) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value)
        {
            if (value.Epoch == afterEpoch)
            {
                source.Cancel();
            }
        }
    }
}
