using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace MlpTrainer.Engine.Tests;

/// <summary>What every rule owes to whoever calls it directly.</summary>
public class StepOptimizerTests
{
    private const int Length = 67;

    private static readonly StepOptimizer[] s_rules =
        [.. Optimizer.All.OfType<StepOptimizer>(), new Sgd { Momentum = 0.9f }, new Sgd { Momentum = 0.9f, Nesterov = true }, new RmsProp { Momentum = 0.5f }];

    public static TheoryData<int> Rules => [.. Enumerable.Range(0, s_rules.Length)];

    [Theory, MemberData(nameof(Rules))]
    public void LengthsThatDifferAreRefusedAndNothingIsChanged(int rule)
    {
        StepOptimizer optimizer = s_rules[rule];
        OptimizerState state = Minimization.NewState(optimizer, Length), shorter = Minimization.NewState(optimizer, Length - 1);
        float[] weights = new float[Length], gradient = new float[Length];
        Array.Fill(gradient, 1f);
        Assert.Contains("The length of gradient must be that of weights, 67, but was 66.", Refused(Length, Length - 1, state), StringComparison.Ordinal);
        Assert.Contains("The length of gradient must be that of weights, 66, but was 67.", Refused(Length - 1, Length, state), StringComparison.Ordinal);
        if (optimizer.StateCount > 0)
        {
            Assert.Contains("The length of state must be that of weights, 67, but was 66.", Refused(Length, Length, shorter), StringComparison.Ordinal);
            Assert.Contains("The length of state must be that of weights, 66, but was 67.", Refused(Length - 1, Length - 1, state), StringComparison.Ordinal);
            Assert.Contains($"The number of state arrays must be {optimizer.StateCount} for {optimizer}, but was 0.", Refused(Length, Length, default), StringComparison.Ordinal);
        }

        Assert.Contains(", but was 5.", Refused(Length, Length, new([.. Enumerable.Range(0, 5).Select(_ => new float[Length].AsMemory())])), StringComparison.Ordinal);
        Assert.Equal(new float[Length], weights);

        string Refused(int weightCount, int gradientCount, OptimizerState given) => Assert.Throws<ArgumentException>(
            () => optimizer.Apply(new StepInfo(1, 0.1f, 0f), weights.AsSpan(0, weightCount), gradient.AsSpan(0, gradientCount), given)).Message;
    }

    /// <summary>A gradient in memory that may not be written: a store, of the same number too, would end the process.</summary>
    [Theory, MemberData(nameof(Rules))]
    public unsafe void TheGradientIsOnlyRead(int rule)
    {
        float[] values = [.. Enumerable.Range(0, Length).Select(i => (i % 13 - 6) / 4f)];
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
            using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, Length * sizeof(float), MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            try
            {
                float[] weights = new float[Length];
                StepOptimizer optimizer = s_rules[rule];
                optimizer.Apply(new StepInfo(1, 0.1f, 0f), weights, new ReadOnlySpan<float>(start, Length), Minimization.NewState(optimizer, Length));
                Assert.NotEqual(new float[Length], weights);
                Assert.Equal(values, new ReadOnlySpan<float>(start, Length).ToArray());
            }
            finally
            {
                view.SafeMemoryMappedViewHandle.ReleasePointer();
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}
