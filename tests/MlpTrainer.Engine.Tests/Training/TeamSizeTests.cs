namespace MlpTrainer.Engine.Tests;

public class TeamSizeTests
{
    [Theory]
    [InlineData(30, 16, 32, 2, 1)]          // 513 parameters, 32 rows: too short a step to share
    [InlineData(30, 32, 32, 2, 1)]
    [InlineData(30, 32, 64, 2, 2)]
    [InlineData(30, 100, 200, 2, 2)]
    [InlineData(30, 100, 200, 1, 1)]
    [InlineData(30, 100, 200, 64, 8)]       // seven blocks of up to 32 rows, eight of parameters: five and a bias, one and a bias
    [InlineData(20_000, 64, 32, 64, 64)]    // one block of rows, but many of parameters
    [InlineData(1, 2, 100_000, 64, 64)]     // worked through in parts of 2048 rows, 64 blocks
    [InlineData(1, 2, 100_000, 65, 64)]
    public void NoMoreThreadsThanHaveSomethingToDo(int inputs, int hidden, int batch, int threads, int expected) =>
        Assert.Equal(expected, TeamSize.Of(Plain.Options with { BatchSize = batch, NumberOfThreads = threads }, Shape(inputs, hidden), 100_000));

    [Fact]
    public void AStepOfAFullBatchOptimizerIsAllRows()
    {
        TrainingOptions options = Plain.Options with { BatchSize = 1, Optimizer = new Lbfgs(), NumberOfThreads = 2 };
        Assert.Equal(2, TeamSize.Of(options, Shape(30, 16), 100_000));
        Assert.Equal(1, TeamSize.Of(options, Shape(30, 16), 50));
    }

    [Fact]
    public void SparseInputIsSharedByItsOwnBlocks() =>
        Assert.Equal(29, TeamSize.Of(Plain.Options with { BatchSize = 32, NumberOfThreads = 64 }, Shape(100, 1000), 100_000, sparseInput: true));   // 25 of four features and a bias, two and a bias

    [Fact]
    public void ZeroStandsForAllProcessors() =>
        Assert.Equal(Math.Min(Environment.ProcessorCount, 64), TeamSize.Of(Plain.Options with { BatchSize = 4096 }, Shape(4, 64), 100_000));

    private static NetworkShape Shape(int inputs, int hidden) => new(inputs, [hidden, 1], [Activation.Relu, Activation.Sigmoid]);
}
