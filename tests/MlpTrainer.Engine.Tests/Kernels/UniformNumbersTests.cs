namespace MlpTrainer.Engine.Tests.Kernels;

public class UniformNumbersTests
{
    public static TheoryData<int> Lengths => [.. Numbers.Lengths, 1000];

    [Theory, MemberData(nameof(Lengths))]
    public void ManyAtOnceAreTheSameBitsAsOneByOne(int count)
    {
        var stream = new CounterRandom(9, RandomPurpose.InitialWeights, epoch: 0, row: 1);
        var values = new Guarded(count);
        stream.FillUniform(values.Values, 0.37);
        Assert.Equal(Enumerable.Range(0, count).Select(i => (float)(0.37 * ((2 * stream.Uniform(i)) - 1))), values.Values.ToArray());
        values.AssertUntouched();
    }
}
