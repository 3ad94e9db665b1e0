using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class RectifierTests
{
    public static TheoryData<int> Lengths => [.. Numbers.Lengths];

    [Theory, MemberData(nameof(Lengths))]
    public void ForwardCutsOffAtZeroAndKeepsNaN(int length)
    {
        float[] z = Numbers.Random(length, 1);
        z.AsSpan(length / 2).Fill(float.NaN);
        var a = new Guarded(length);
        Rectifier.Forward(z, a.Values);
        Assert.Equal(z.Select(value => value < 0 ? 0f : value), a.Values.ToArray());
        a.AssertUntouched();
    }

    [Theory, MemberData(nameof(Lengths))]
    public void BackwardKeepsWhatTheOutputLetThrough(int length)
    {
        float[] a = Numbers.Random(length, 1), given = Numbers.Random(length, 2);
        var delta = new Guarded(length);
        given.CopyTo(delta.Values);
        Rectifier.Gate(a, delta.Values);
        Assert.Equal(given.Zip(a, (value, gate) => gate > 0 ? value : 0f), delta.Values.ToArray());
        delta.AssertUntouched();
    }
}
