using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Tasks;

/// <summary>What is trained where the options leave it open, through ML.NET's API.</summary>
public class EnsembleTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _data;

    public EnsembleTests() => _data = Example.View(_mlContext, 400);

    [Fact]
    public void ByDefaultItIsAnEnsembleOfThreeKinds()
    {
        MlpTraining training = Train(new() { MaximumNumberOfEpochs = 30 }).Training;
        Assert.Equal(15, training.Members.Count);
        Assert.Equal(Enum.GetValues<MemberKind>(), training.Members.Select(member => member.Kind).Distinct());
        Assert.Equal(1, training.Members.Sum(member => member.Weight), 1e-9);
        Assert.InRange(training.OutOfFoldCost!.Value, 0, Math.Log(2));
    }

    [Fact]
    public void InputsHaveGainsUnlessTheOptionsSayOtherwise()
    {
        Assert.Equal("3", Rate(new()));
        Assert.Equal("6", Rate(new() { InputGainRate = 6 }));
        Assert.Equal("0", Rate(new() { MaxNorm = 2 }));
        Assert.Equal("0", Rate(new() { EnsembleSize = 1 }));
        Assert.NotEqual(Weights(Train(Seeded(null))), Weights(Train(Seeded(0))));
        Assert.Equal(Weights(Train(Seeded(null))), Weights(Train(Seeded(3))));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MlpBinaryTrainer(_mlContext, new() { InputGainRate = 3, MaxNorm = 2 }));
        Assert.StartsWith("InputGainRate must be 0 with MaxNorm, which changes weights beside their gains, but was 3.", error.Message, StringComparison.Ordinal);

        string Rate(MlpBinaryTrainer.Options options)
        {
            options.MaximumNumberOfEpochs = 1;
            return Train(options).Training.Options.Single(option => option.Key == "InputGainRate").Value;
        }

        static MlpBinaryTrainer.Options Seeded(float? rate) => new() { InputGainRate = rate, MaximumNumberOfEpochs = 2, EnsembleSize = 2, Seed = 1 };
    }

    /// <summary>Where one label in eight is wrong, the out-of-fold cost is what new rows cost, within three of its standard errors, a fifth of it; the training cost is far below.</summary>
    [Fact]
    public void TheOutOfFoldCostForetellsTheCostOfNewRows()
    {
        var fitted = _mlContext.BinaryClassification.Trainers.Mlp().Fit(Noisy(1000, seed: 1));
        CalibratedBinaryClassificationMetrics metrics = _mlContext.BinaryClassification.Evaluate(fitted.Transform(Noisy(4000, seed: 2)));
        double told = fitted.Model.SubModel.Training.OutOfFoldCost!.Value;
        Assert.InRange(metrics.LogLoss * Math.Log(2), 0.8 * told, 1.2 * told);
    }

    [Fact]
    public void WhoChoosesLayersOrQuickGetsASingleNetwork()
    {
        MlpBinaryModelParameters quick = Train(new() { Effort = TrainingEffort.Quick, MaximumNumberOfEpochs = 2, Seed = 1 });
        Assert.Equal([512, 1], quick.Network.Shape.Layers.Select(layer => layer.Outputs));
        Assert.Equal(Weights(quick), Weights(Train(new() { EnsembleSize = 1, MaximumNumberOfEpochs = 2, Seed = 1 })));
        Assert.Equal(Weights(quick), Weights(Train(new() { HiddenLayers = [512], MaximumNumberOfEpochs = 2, Seed = 1 })));
        foreach (MlpBinaryModelParameters model in new[] { quick, Train(new() { HiddenLayers = [3], MaximumNumberOfEpochs = 2 }), Train(new() { ValidationFraction = 0, MaximumNumberOfEpochs = 2 }) })
        {
            EnsembleMember member = Assert.Single(model.Training.Members);
            Assert.Equal((1, model.Training.BestEpoch, model.Training.StopReason), (member.Weight, member.BestEpoch, member.StopReason));
            Assert.Same(model.Training.History, member.History);
            Assert.Null(model.Training.OutOfFoldCost);
            Assert.Null(model.Training.Temperature);
        }
    }

    [Fact]
    public void LayersAndSizeGiveAnEnsembleOfSuchNetworks()
    {
        MlpBinaryModelParameters model = Train(new() { HiddenLayers = [4, 3], EnsembleSize = 3, Activation = Activation.Tanh, MaximumNumberOfEpochs = 3 });
        Assert.Equal([12, 9, 1], model.Network.Shape.Layers.Select(layer => layer.Outputs));
        Assert.Equal([MemberKind.Network, MemberKind.Network, MemberKind.Network], model.Training.Members.Select(member => member.Kind));
        Assert.Contains(new("EnsembleSize", "3"), model.Training.Options);
    }

    [Fact]
    public void TheTrainingOfEveryMemberIsSavedWithTheModel()
    {
        var fitted = _mlContext.BinaryClassification.Trainers.Mlp(maximumNumberOfEpochs: 3).Fit(_data);
        using var file = new MemoryStream();
        _mlContext.Model.Save(fitted, _data.Schema, file);
        file.Position = 0;
        ITransformer loaded = _mlContext.Model.Load(file, out _);
        MlpTraining before = fitted.Model.SubModel.Training, after = loaded.Mlp().Training;
        Assert.Equal(before.Members, after.Members);
        Assert.All(after.Members, member => Assert.Equal([1, 2, 3], member.History.Select(record => record.Epoch)));
        Assert.Equal(Costs(before), Costs(after));
        Assert.Equal(15, Costs(after).Distinct().Count());
        Assert.Equal(before.OutOfFoldCost, after.OutOfFoldCost);
        Assert.Equal(before.Temperature, after.Temperature);
        Assert.Equal(before.TemperatureConstants, after.TemperatureConstants);
        Assert.Equal(Column.Floats(fitted.Transform(_data)), Column.Floats(loaded.Transform(_data)));
        static double[] Costs(MlpTraining training) => [.. training.Members.Select(member => member.History[2].ValidationCost!.Value)];
    }

    /// <summary>A member's validation cost is that of the epoch whose weights it has.</summary>
    [Fact]
    public void EachMemberHasItsOwnHistory()
    {
        foreach (EnsembleMember member in Train(new() { MaximumNumberOfEpochs = 30 }).Training.Members)
        {
            Assert.Equal(member.Epochs, member.History.Count);
            Assert.Equal(member.ValidationCost, member.History[member.BestEpoch - 1].ValidationCost);
            Assert.NotNull(member.StopReason);
        }
    }

    /// <summary>The constants are the log-odds of the share of true labels, to which an ensemble without a temperature of 1 moves.</summary>
    [Fact]
    public void TheTemperatureMovesTheScoresTowardsTheLabelsShare()
    {
        MlpTraining training = Train(new() { MaximumNumberOfEpochs = 3 }).Training;
        double share = Example.Rows(400).Average(row => row.Label ? 1.0 : 0);
        Assert.Equal(Math.Log(share / (1 - share)), Assert.Single(training.TemperatureConstants), 1e-4);
        Assert.InRange(training.Temperature!.Value, 0.5, 16);
    }

    [Fact]
    public void TheCardSaysKindsAndSharesInWords()
    {
        MlpBinaryModelParameters model = Train(new() { MaximumNumberOfEpochs = 3 });
        double share = model.Training.Members.Where(member => member.Kind == MemberKind.Additive).Sum(member => member.Weight);
        Assert.Contains("  an ensemble of 15:\n", model.ToString(), StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"    5 × additive, a sum of one function of each feature, {100 * share:0} % of the scores, weights of epochs "), model.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEnsembleIsTrainedOnAsTheOneNetworkThatItIs()
    {
        var trainer = new MlpBinaryTrainer(_mlContext, new() { MaximumNumberOfEpochs = 3 });
        var first = trainer.Fit(_data);
        var second = trainer.Fit(_data, first.Model.SubModel);
        Assert.Equal(first.Model.SubModel.Network.Shape, second.Model.SubModel.Network.Shape);
        Assert.Single(second.Model.SubModel.Training.Members);
        var error = Assert.ThrowsAny<ArgumentException>(() => new MlpBinaryTrainer(_mlContext, new() { EnsembleSize = 2 }).Fit(_data, first.Model.SubModel));
        Assert.StartsWith("EnsembleSize must be 1 or null with a model to start from", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidationRowsGivenAreWatchedByAllMembers()
    {
        var trainer = new MlpBinaryTrainer(_mlContext, new() { MaximumNumberOfEpochs = 5 });
        var fitted = trainer.Fit(_data, Example.View(_mlContext, 200, seed: 3));
        Assert.Equal(15, fitted.Model.SubModel.Training.Members.Count);
        Assert.NotNull(fitted.Model.SubModel.Training.OutOfFoldCost);
    }

    /// <summary>Rows of thousands of words: a linear network, found by L-BFGS, as sure of its words as the labels allow.</summary>
    [Fact]
    public void WideSparseRowsHaveNoHiddenLayers()
    {
        (IDataView train, IDataView test) = (Texts(800, seed: 1), Texts(800, seed: 2));
        var fitted = _mlContext.BinaryClassification.Trainers.Mlp().Fit(train);
        Assert.Single(fitted.Model.SubModel.Network.Shape.Layers);
        Assert.Empty(fitted.Model.SubModel.Training.Warnings);
        CalibratedBinaryClassificationMetrics ours = _mlContext.BinaryClassification.Evaluate(fitted.Transform(test));
        CalibratedBinaryClassificationMetrics theirs = _mlContext.BinaryClassification.Evaluate(
            _mlContext.BinaryClassification.Trainers.SdcaLogisticRegression().Fit(train).Transform(test));
        Assert.True(ours.AreaUnderRocCurve > theirs.AreaUnderRocCurve - 0.01, $"AUC {ours.AreaUnderRocCurve}, of SDCA {theirs.AreaUnderRocCurve}.");
        Assert.InRange(ours.AreaUnderRocCurve, 0.8, 1);
    }

    /// <summary>A metric needs rows held out, and a size an ensemble: then the members are linear.</summary>
    [Fact]
    public void WideSparseRowsMayBeAnEnsembleToo()
    {
        MlpBinaryTrainer.Options[] chosen = [new() { EarlyStopping = new() { Metric = Metric.Auc } }, new() { EnsembleSize = 3 }, new() { Patience = 3 }];
        foreach (MlpBinaryTrainer.Options options in chosen)
        {
            options.MaximumNumberOfEpochs = 3;
            MlpBinaryModelParameters model = new MlpBinaryTrainer(_mlContext, options).Fit(Texts(100, seed: 1)).Model.SubModel;
            Assert.Single(model.Network.Shape.Layers);
            Assert.Equal(options.EnsembleSize ?? 5, model.Training.Members.Count);
            Assert.All(model.Training.Members, member => Assert.Equal(MemberKind.Additive, member.Kind));
        }
    }

    private IDataView Noisy(int rows, int seed)
    {
        List<Example> examples = Example.Rows(rows, seed);
        for (int i = 0; i < rows; i += 8)
        {
            examples[i].Label = !examples[i].Label;
        }

        return _mlContext.Data.LoadFromEnumerable(examples);
    }

    private static float[] Weights(MlpBinaryModelParameters model) => model.Network.Parameters.ToArray();

    private MlpBinaryModelParameters Train(MlpBinaryTrainer.Options options) => new MlpBinaryTrainer(_mlContext, options).Fit(_data).Model.SubModel;

    /// <summary>20 of 50,000 words a row, common ones more often; two of the commonest 40 speak for the label, each half of the time.</summary>
    private IDataView Texts(int rows, int seed)
    {
        var random = new Random(seed);
        return _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(i =>
        {
            bool label = random.Next(2) == 1;
            int[] words = [.. Enumerable.Range(0, 20).Select(_ => (int)(50_000 * Math.Pow(random.NextDouble(), 4))).Append((2 * random.Next(20)) + (label ? 1 : 0)).Distinct().Order()];
            return new Text { Label = label, Features = new VBuffer<float>(50_000, words.Length, [.. words.Select(_ => 1 / MathF.Sqrt(words.Length))], words) };
        }).ToList());
    }

    private sealed class Text
    {
        public bool Label { get; set; }

        [VectorType(50_000)]
        public VBuffer<float> Features { get; set; }
    }
}
