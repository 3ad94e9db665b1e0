using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class WavesTests
{
    public static TheoryData<int> Lengths => [.. Numbers.Lengths];

    [Theory, MemberData(nameof(Lengths))]
    public void CosineAndSineAreThoseOfTheLibrary(int count)
    {
        float[] w = Numbers.Random(count, 1), b = [.. Numbers.Random(count, 2).Select(value => value * MathF.PI)];
        foreach (float x in new[] { 0f, 0.3f, -1f, 2.5f, -40f })
        {
            var cosine = new Guarded(count);
            var sine = new Guarded(count);
            Waves.At(x, w, b, cosine.Values, sine.Values);
            double[] angles = [.. w.Select((frequency, i) => (2 * Math.PI * frequency * x) + b[i])];
            double allowed = 4e-7 + (6e-7 * Math.Abs(x));                   // the angle's own rounding: x turns at most, of 2π each
            Numbers.AssertClose([.. angles.Select(Math.Cos)], cosine.Values, allowed);
            Numbers.AssertClose([.. angles.Select(Math.Sin)], sine.Values, allowed);
            cosine.AssertUntouched();
            sine.AssertUntouched();

            float[] alone = new float[count];
            Waves.At(x, w, b, alone, []);
            Assert.Equal(cosine.Values.ToArray(), alone);
        }
    }

    /// <summary>Over a whole turn in steps of a thousandth, at the folds too.</summary>
    [Fact]
    public void EveryPartOfATurnIsRight()
    {
        float[] w = [.. Enumerable.Range(-3000, 6001).Select(i => i / 1000f)], cosine = new float[w.Length], sine = new float[w.Length];
        Waves.At(1f, w, new float[w.Length], cosine, sine);
        for (int i = 0; i < w.Length; i++)
        {
            Assert.Equal(Math.Cos(2 * Math.PI * w[i]), cosine[i], 4e-7);
            Assert.Equal(Math.Sin(2 * Math.PI * w[i]), sine[i], 4e-7);
            Assert.InRange(cosine[i], -1.000001f, 1.000001f);
        }
    }

    /// <summary>A float beyond 2²³ is a whole number of turns.</summary>
    [Fact]
    public void FarValuesAreWholeTurnsAndInfiniteOnesNone()
    {
        float[] w = [.. Enumerable.Repeat(1f, 37)], cosine = new float[37], sine = new float[37];
        foreach (float x in new[] { 1e7f, -3e9f, 1e30f, -float.MaxValue })
        {
            Waves.At(x, w, new float[37], cosine, sine);
            Assert.All(cosine, value => Assert.Equal(1f, value, 1e-6f));
            Assert.All(sine, value => Assert.Equal(0f, value, 1e-6f));
        }

        foreach (float x in new[] { float.NaN, float.PositiveInfinity })
        {
            Waves.At(x, w, new float[37], cosine, sine);
            Assert.All(cosine.Concat(sine), value => Assert.True(float.IsNaN(value)));
        }
    }

    [Fact]
    public void AValuesBitsDoNotDependOnItsPlace()
    {
        float[] w = Numbers.Random(61, 3), b = Numbers.Random(61, 4), cosine = new float[61], sine = new float[61];
        Waves.At(1.7f, w, b, cosine, sine);
        for (int i = 0; i < w.Length; i++)
        {
            float[] one = new float[2];
            Waves.At(1.7f, w.AsSpan(i, 1), b.AsSpan(i, 1), one.AsSpan(0, 1), one.AsSpan(1, 1));
            Assert.Equal([cosine[i], sine[i]], one);
        }
    }
}
