using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class RandomMaskTests
{
    [Theory]
    [InlineData(0.2f, 100_003)]
    [InlineData(0.5f, 65_536)]
    [InlineData(0.999999f, 1_001)]
    public void TheShareIsDroppedAndTheRestMakesUpForIt(float rate, int count)
    {
        float[] mask = new float[count];
        Assert.Equal(10 + ((count + 3) / 4), RandomMask.Fill(mask, 77, 10, rate));
        double dropped = mask.Count(value => value == 0f) / (double)count, p = Math.Min(Math.Round(rate * 65_536), 65_535) / 65_536;
        Assert.Equal(p, dropped, 4 * Math.Sqrt(p * (1 - p) / count) + 1e-9);
        Assert.All(mask.Where(value => value != 0f), value => Assert.Equal((float)(1 / (1 - p)), value));
    }

    /// <summary>By its definition: sixteen bits of a draw for each unit.</summary>
    [Fact]
    public void ItsBitsAreThoseOfTheStream()
    {
        float[] mask = new float[11];
        RandomMask.Fill(mask, 5, 3, 0.25f);
        for (int j = 0; j < mask.Length; j++)
        {
            ulong bits = SplitMix64.Bits(5, 3 + (j / 4)) >> (16 * (j % 4)) & 0xFFFF;
            Assert.Equal(bits < 16_384 ? 0f : 4f / 3f, mask[j]);
        }
    }
}
