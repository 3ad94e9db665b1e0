using MathNet.Numerics.Statistics;

namespace MlpTrainer.Engine.Tests;

public class InitializerTests
{
    private const int Inputs = 300, Outputs = 200;

    public static TheoryData<string> Names => [.. Initializer.All.Select(initializer => initializer.Name)];

    public static TheoryData<string> Independent => [.. Initializer.All.Where(i => i is not OrthogonalInitializer).Select(i => i.Name)];

    private static double[] Draw(Initializer initializer, int inputs = Inputs, int outputs = Outputs, ulong seed = 11)
    {
        float[] weights = new float[inputs * outputs];
        initializer.Fill(weights, inputs, outputs, new CounterRandom(seed, RandomPurpose.InitialWeights));
        return [.. weights.Select(weight => (double)weight)];
    }

    private static Initializer Named(string name) => Initializer.All.Single(initializer => initializer.Name == name);

    private static double Variance(string name) => name.Split(' ')[0] switch
    {
        "glorot" => 2.0 / (Inputs + Outputs),
        "he" => 2.0 / Inputs,
        "lecun" => 1.0 / Inputs,
        _ => throw new ArgumentException(name),
    };

    [Theory, MemberData(nameof(Independent))]
    public void MomentsAreThePublishedOnes(string name)
    {
        double[] weights = Draw(Named(name));
        DescriptiveStatistics statistics = new(weights);
        double variance = Variance(name);
        bool isNormal = name.EndsWith("normal", StringComparison.Ordinal);
        Assert.Equal(0, statistics.Mean, 4 * Math.Sqrt(variance / weights.Length));
        Assert.Equal(variance, statistics.Variance, 0.03 * variance);
        Assert.Equal(isNormal ? 0 : -1.2, statistics.Kurtosis, 0.1); // excess: normal 0, uniform −6/5
        Assert.Equal(0, statistics.Skewness, 0.05);
        if (!isNormal)
        {
            Assert.InRange(statistics.Maximum, 0.999 * Math.Sqrt(3 * variance), Math.Sqrt(3 * variance) * (1 + 1e-7));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void OneSeedGivesTheSameBitsAndAnotherDoesNot(string name)
    {
        Assert.Equal(Draw(Named(name), 20, 30), Draw(Named(name), 20, 30));
        Assert.NotEqual(Draw(Named(name), 20, 30), Draw(Named(name), 20, 30, seed: 12));
    }

    [Theory, MemberData(nameof(Names))]
    public void OneByOneAndOneUnitLayersWork(string name)
    {
        Assert.All(Draw(Named(name), 1, 1), weight => Assert.True(double.IsFinite(weight) && weight != 0));
        Assert.All(Draw(Named(name), 50, 1), weight => Assert.True(double.IsFinite(weight) && weight != 0));
    }

    [Theory]
    [InlineData(40, 25, 1)]
    [InlineData(25, 40, 1)]
    [InlineData(30, 30, 1.5)]
    public void OrthogonalWeightsAre(int inputs, int outputs, double gain)
    {
        double[] w = Draw(new OrthogonalInitializer { Gain = gain }, inputs, outputs);
        int count = Math.Min(inputs, outputs);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = inputs >= outputs
                    ? Enumerable.Range(0, inputs).Sum(r => w[(r * outputs) + i] * w[(r * outputs) + j])
                    : Enumerable.Range(0, outputs).Sum(c => w[(i * outputs) + c] * w[(j * outputs) + c]);
                Assert.Equal(i == j ? gain * gain : 0, product, 1e-6);
            }
        }
    }

    [Fact]
    public void OrthogonalSignsAreEven()
    {
        double[] corners = [.. Enumerable.Range(0, 400).Select(seed => Draw(new OrthogonalInitializer(), 3, 3, (ulong)seed)[0])];
        Assert.InRange(corners.Count(corner => corner > 0), 150, 250);
        Assert.Equal(1.0 / 3, corners.Select(corner => corner * corner).Average(), 0.06);
    }

    [Fact]
    public void TheUsersOwnFillsAndIsChecked()
    {
        CustomInitializer ramp = new((weights, inputs, outputs, random) =>
        {
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = i + inputs + (outputs * 100);
            }
        });
        Assert.Equal([302, 303, 304, 305, 306, 307], Draw(ramp, 2, 3));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Draw(new CustomInitializer((weights, _, _, _) => weights[4] = float.NaN), 2, 3));
        Assert.StartsWith("Weight [1, 1] of a layer of 2×3 must be a finite number", error.Message);
        Assert.Throws<ArgumentNullException>(() => new CustomInitializer(null!));
    }

    [Fact]
    public void GainOutOfRangeIsRefusedInWords() => Assert.Contains(
        "Gain must be a finite number greater than 0, but was 0.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrthogonalInitializer { Gain = 0 }).Message);
}
