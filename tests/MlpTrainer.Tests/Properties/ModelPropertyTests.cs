using Microsoft.ML;
using MlpTrainer.Engine.Tests;
using MlpTrainer.Tests.Model;

namespace MlpTrainer.Tests.Properties;

/// <summary>What holds for the models of any trainer, whatever its options and rows.</summary>
public class ModelPropertyTests
{
    [Fact]
    public void ALoadedModelScoresTheSameBitsAndIsSavedAsTheSameBytes() => RandomTrainer.Any.Holds(trainer =>
    {
        IDataView rows = trainer.Rows(seed: 1), others = trainer.Rows(seed: 2);
        ITransformer model = trainer.Fit(rows);
        using MemoryStream file = RandomTask.Save(model);
        ITransformer loaded = RandomTask.Load(file);
        Assert.Equal(Bits(model, rows), Bits(loaded, rows));
        Assert.Equal(Bits(model, others), Bits(loaded, others));
        using MemoryStream second = RandomTask.Save(loaded);
        Assert.Equal(ModelFileTests.Contents(file), ModelFileTests.Contents(second));
    }, count: 150);

    [Fact]
    public void TrainingOnWithATinyLearningRateKeepsTheScores() => RandomTrainer.Any.Holds(trainer =>
    {
        IDataView rows = trainer.Rows(seed: 1), others = trainer.Rows(seed: 2);
        ITransformer model = trainer.Fit(rows);
        float[] expected = RandomTask.Scores(model, rows), actual = RandomTask.Scores(trainer.Fit(others, from: model), rows);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * Math.Max(1, Math.Abs(pair.First))));
    });

    private static int[] Bits(ITransformer model, IDataView rows) => [.. RandomTask.Scores(model, rows).Select(BitConverter.SingleToInt32Bits)];
}
