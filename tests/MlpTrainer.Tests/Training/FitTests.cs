using Microsoft.ML;
using MlpTrainer.Engine;
using MlpTrainer.Tests.Model;

namespace MlpTrainer.Tests.Training;

/// <summary>Training as seen through the trainers: seeds, validation, warm starts, logging, cancelling.</summary>
public sealed class FitTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlp-fit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void OneSeedWritesTheSameBytesAtOneAndTwoThreads()
    {
        IEnumerable<(string Name, string Bytes)> Trained(int threads, string name)
        {
            var context = new MLContext();
            IDataView data = Example.View(context, 500);
            var model = new MlpBinaryTrainer(context, Small(o =>
            {
                (o.Seed, o.NumberOfThreads, o.MaximumNumberOfEpochs) = (3, threads, 5);
                (o.HiddenLayers, o.BatchSize) = ([100], 200);           // steps long enough to be shared by two threads
            })).Fit(data);
            string path = Path.Combine(_folder.FullName, name);
            context.Model.Save(model, data.Schema, path);
            return ModelFileTests.Contents(path);
        }
        Assert.Equal(Trained(1, "one.zip"), Trained(2, "two.zip"));
        Assert.Equal(Trained(1, "one.zip"), Trained(1, "again.zip"));
    }

    [Fact]
    public void TheContextsSeedAndOurOwnDecide()
    {
        float First(int contextSeed, int? seed) => Weight(new MLContext(contextSeed), seed);
        Assert.Equal(First(1, null), First(1, null));
        Assert.NotEqual(First(1, null), First(2, null));
        Assert.Equal(First(1, 7), First(2, 7));
        Assert.NotEqual(First(1, 7), First(1, 8));
    }

    /// <summary>With a seed of the context's or none at all; one after the other and six at once.</summary>
    [Theory, InlineData(1), InlineData(null)]
    public async Task ATrainerGivesTheSameModelAtEveryFit(int? contextSeed)
    {
        var context = new MLContext(contextSeed);
        IDataView data = Example.View(context, 200);
        var trainer = new MlpBinaryTrainer(context, Small(_ => { }));
        string Bytes()
        {
            using var file = new MemoryStream();
            context.Model.Save(trainer.Fit(data), data.Schema, file);
            file.Position = 0;
            return string.Join('\n', ModelFileTests.Contents(file));
        }
        string first = Bytes();
        Assert.Equal(first, Bytes());
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Bytes))), bytes => Assert.Equal(first, bytes));
        Assert.NotEqual(Weight(context, null), Weight(context, null));          // another trainer, another seed
    }

    [Fact]
    public void AThousandLayersAreTrainedSavedAndLoadedAndMoreAreRefusedAtOnce()
    {
        Assert.StartsWith(
            "HiddenLayers must be at most 1000 layers, but was 1001.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new MlpBinaryTrainer(_mlContext, Small(o => o.HiddenLayers = new int[1001]))).Message);
        IDataView data = Example.View(_mlContext, 20);
        var model = new MlpBinaryTrainer(_mlContext, Small(o => (o.HiddenLayers, o.Seed) = ([.. Enumerable.Repeat(1, 1000)], 1))).Fit(data);
        string path = Path.Combine(_folder.FullName, "deep.zip");
        _mlContext.Model.Save(model, data.Schema, path);
        ITransformer loaded = _mlContext.Model.Load(path, out _);
        Assert.Equal(Column.Floats(model.Transform(data)), Column.Floats(loaded.Transform(data)));
        Assert.Equal(1001, model.Model.SubModel.Layers.Count);
    }

    [Fact]
    public void ValidationRowsMayComeFromAViewFromAnOptionOrFromAShare()
    {
        IDataView train = Example.View(_mlContext, 300), watch = Example.View(_mlContext, 80, seed: 2);
        double? Cost(Action<MlpBinaryTrainer.Options> choose, bool given = false)
        {
            var trainer = new MlpBinaryTrainer(_mlContext, Small(choose));
            return (given ? trainer.Fit(train, watch) : trainer.Fit(train)).Model.SubModel.Training.History[0].ValidationCost;
        }
        Assert.NotNull(Cost(o => o.Seed = 1));
        Assert.Null(Cost(o => (o.Seed, o.ValidationFraction) = (1, 0)));
        Assert.Equal(Cost(o => o.Seed = 1, given: true), Cost(o => (o.Seed, o.ValidationData) = (1, watch)));
        Assert.NotEqual(Cost(o => o.Seed = 1), Cost(o => o.Seed = 1, given: true));
    }

    [Fact]
    public void EarlyStoppingKeepsTheBestEpoch()
    {
        var model = new MlpBinaryTrainer(_mlContext, Small(o =>
        {
            (o.MaximumNumberOfEpochs, o.LearningRate, o.Seed) = (300, 0.05f, 1);
            o.EarlyStopping = new EarlyStopping { Patience = 3 };
        })).Fit(Example.View(_mlContext, 300));
        MlpTraining training = model.Model.SubModel.Training;
        Assert.Equal(StopReason.EarlyStopping, training.StopReason);
        Assert.Equal(training.History.Count - 3, training.BestEpoch);
    }

    [Fact]
    public void AWarmStartGoesOnWhereTheModelStands()
    {
        IDataView data = Example.View(_mlContext, 600);
        var trainer = new MlpBinaryTrainer(_mlContext, Small(o => (o.MaximumNumberOfEpochs, o.Seed, o.LearningRate) = (40, 1, 0.01f)));
        var first = trainer.Fit(data);
        double LastCost(MlpBinaryModelParameters model) => model.Training.History[^1].Cost;
        var short_ = new MlpBinaryTrainer(_mlContext, Small(o => o.Seed = 1));
        double cold = LastCost(short_.Fit(data).Model.SubModel);
        Assert.True(LastCost(short_.Fit(data, first.Model.SubModel).Model.SubModel) < cold);
        Assert.True(LastCost(short_.Fit(data, first.Model).Model.SubModel) < cold);
    }

    [Fact]
    public void EveryEpochIsOneLineAndOneReport()
    {
        var log = new LogLines(_mlContext);
        var reports = new Reports();
        new MlpBinaryTrainer(_mlContext, Small(o => (o.MaximumNumberOfEpochs, o.Progress) = (4, reports))).Fit(Example.View(_mlContext, 200));
        string[] lines = [.. log.Infos.Where(line => line.StartsWith("Epoch ", StringComparison.Ordinal))];
        Assert.Equal(4, lines.Length);
        Assert.Matches(@"^Epoch 1: cost 0\.\d+, validation cost 0\.\d+, learning rate 0\.001, \d+ rows/s$", lines[0]);
        Assert.Equal([1, 2, 3, 4], reports.Select(record => record.Epoch));
        Assert.Contains("Training stopped after 4 epochs (MaximumEpochs); the model has the weights of epoch", log.Infos.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADivergingRateIsAnErrorThatSaysWhenAndWhatToDo()
    {
        var trainer = new MlpBinaryTrainer(_mlContext, Small(o =>
            (o.Optimizer, o.LearningRate, o.Standardize) = (new Sgd(), 1e30f, false)));
        Exception error = Assert.ThrowsAny<InvalidOperationException>(() => trainer.Fit(Example.View(_mlContext, 200)));
        Assert.IsType<TrainingDivergedException>(error);
        Assert.Contains("Use a smaller learning rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARateBesideAnOptimizerWins()
    {
        MlpTraining training = new MlpBinaryTrainer(_mlContext, Small(o => (o.Optimizer, o.LearningRate) = (new Adam { LearningRate = 0.5f }, 0.002f)))
            .Fit(Example.View(_mlContext, 100)).Model.SubModel.Training;
        Assert.Equal(0.002, training.History[0].LearningRate, 1e-7);
    }

    private static float Weight(MLContext context, int? seed) =>
        new MlpBinaryTrainer(context, Small(o => o.Seed = seed)).Fit(Example.View(context, 100)).Model.SubModel.Layers[0].Weights.Span[0];

    private static MlpBinaryTrainer.Options Small(Action<MlpBinaryTrainer.Options> choose)
    {
        var options = new MlpBinaryTrainer.Options { HiddenLayers = [8], MaximumNumberOfEpochs = 2 };
        choose(options);
        return options;
    }

    private sealed class Reports : List<EpochRecord>, IProgress<EpochRecord>
    {
        public void Report(EpochRecord value) => Add(value);
    }
}
