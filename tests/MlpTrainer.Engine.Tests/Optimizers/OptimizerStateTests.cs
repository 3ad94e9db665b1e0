namespace MlpTrainer.Engine.Tests;

public class OptimizerStateTests
{
    [Fact]
    public void ASliceIsTheSameMemory()
    {
        float[] first = [1, 2, 3, 4, 5], second = [10, 20, 30, 40, 50];
        OptimizerState slice = new OptimizerState(first, second).Slice(1, 4).Slice(2, 2);
        Assert.Equal((2, 2), (slice.Count, slice.Length));
        Assert.Equal([4f, 5f], slice[0].ToArray());
        slice[1][0] = 7;
        Assert.Equal([10f, 20f, 30f, 7f, 50f], second);
    }

    [Fact]
    public void WithoutArraysAnySliceIsEmpty()
    {
        foreach (OptimizerState state in (OptimizerState[])[default, new OptimizerState(), default(OptimizerState).Slice(3, 9)])
        {
            Assert.Equal((0, 0), (state.Count, state.Length));
            Assert.Throws<IndexOutOfRangeException>(() => state[0].Length);
        }
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(2, 2)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void ASliceBeyondTheArraysIsRefused(int start, int length)
    {
        OptimizerState state = new(new float[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Slice(start, length));
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Slice(1, 2).Slice(start, length));
        Assert.Throws<IndexOutOfRangeException>(() => state[1].Length);
    }

    [Fact]
    public void ArraysOfDifferentLengthsAreRefused()
    {
        string message = Assert.Throws<ArgumentException>(() => new OptimizerState(new float[3], new float[4])).Message;
        Assert.Contains("The length of each state array must be that of the first, 3, but was 4.", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new OptimizerState(null!));
    }
}
