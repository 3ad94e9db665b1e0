using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class AdamStepTests
{
    public static TheoryData<int> Lengths => [.. Numbers.Lengths];

    [Theory, MemberData(nameof(Lengths))]
    public void AStepFollowsTheFormula(int length)
    {
        var constants = AdamConstants.Of(0.9f, 0.999f, 1e-8f, 3, 0.01f, 0.5f);
        float[] w = Numbers.Random(length, 1), g = Numbers.Random(length, 2), m = Numbers.Random(length, 3);
        float[] v = [.. Numbers.Random(length, 4).Select(Math.Abs)];
        double[] expectedM = [.. m.Zip(g, (old, gradient) => 0.9 * old + 0.1 * gradient)];
        double[] expectedV = [.. v.Zip(g, (old, gradient) => 0.999 * old + 0.001 * gradient * gradient)];
        double[] expectedW = [.. Enumerable.Range(0, length).Select(i =>
            w[i] * (1 - 0.01 * 0.5) - 0.01 * expectedM[i] / (1 - Math.Pow(0.9, 3)) / (Math.Sqrt(expectedV[i] / (1 - Math.Pow(0.999, 3))) + 1e-8))];

        (Guarded weights, Guarded first, Guarded second) = (Copy(w), Copy(m), Copy(v));
        AdamStep.Apply(constants, weights.Values, g, first.Values, second.Values);
        Numbers.AssertClose(expectedW, weights.Values);
        Numbers.AssertClose(expectedM, first.Values);
        Numbers.AssertClose(expectedV, second.Values);
        Assert.All(new[] { weights, first, second }, buffer => buffer.AssertUntouched());
    }

    [Theory, MemberData(nameof(Lengths))]
    public void AReplayHasTheBitsOfItsSteps(int length)
    {
        const float L2 = 0.037f;
        AdamConstants[] steps = [.. Enumerable.Range(5, 7).Select(step => AdamConstants.Of(0.9f, 0.999f, 1e-8f, step, 0.001f * step, 0f))];
        float[] w = Numbers.Random(length, 1), m = Numbers.Random(length, 3), v = [.. Numbers.Random(length, 4).Select(Math.Abs)];
        (Guarded weights, Guarded first, Guarded second) = (Copy(w), Copy(m), Copy(v));
        AdamStep.Replay(steps, L2, weights.Values, first.Values, second.Values);
        foreach (AdamConstants step in steps)
        {
            AdamStep.ApplyAndClear(step, L2, w, new float[length], m, v);
        }

        Assert.Equal(w, weights.Values.ToArray());
        Assert.Equal(m, first.Values.ToArray());
        Assert.Equal(v, second.Values.ToArray());
        Assert.All(new[] { weights, first, second }, buffer => buffer.AssertUntouched());
    }

    [Theory, MemberData(nameof(Lengths))]
    public void AStepMayClearItsGradientAndAddL2(int length)
    {
        var constants = AdamConstants.Of(0.9f, 0.999f, 1e-8f, 3, 0.01f, 0f);
        float[] w = Numbers.Random(length, 1), m = new float[length], v = new float[length], g = Numbers.Random(length, 2);
        Guarded weights = Copy(w), gradient = Copy(g);
        AdamStep.ApplyAndClear(constants, 0.1f, weights.Values, gradient.Values, new float[length], new float[length]);
        AdamStep.Apply(constants, w, [.. w.Zip(g, (weight, slope) => MathF.FusedMultiplyAdd(weight, 0.1f, slope))], m, v);
        Numbers.AssertClose([.. w.Select(weight => (double)weight)], weights.Values);       // a narrow register may round the product before the sum
        Assert.All(gradient.Values.ToArray(), value => Assert.Equal(0f, value));
        gradient.AssertUntouched();
    }

    [Fact]
    public void BitsDoNotDependOnWhereASliceBegins()
    {
        const int Length = 53;
        var constants = AdamConstants.Of(0.9f, 0.999f, 1e-8f, 2, 0.001f, 0.01f);
        float[] g = Numbers.Random(Length, 2), whole = Numbers.Random(Length, 1), parts = [.. whole];
        float[][] state = [new float[Length], new float[Length], new float[Length], new float[Length]];
        AdamStep.Apply(constants, whole, g, state[0], state[1]);
        for (int start = 0, end; start < Length; start = end)
        {
            end = Math.Min(Length, start + 1 + start % 5);
            AdamStep.Apply(constants, parts.AsSpan(start..end), g.AsSpan(start..end), state[2].AsSpan(start..end), state[3].AsSpan(start..end));
        }

        Assert.Equal(whole, parts);
        Assert.Equal(state[1], state[3]);
    }

    private static Guarded Copy(float[] values)
    {
        var copy = new Guarded(values.Length);
        values.CopyTo(copy.Values);
        return copy;
    }
}
