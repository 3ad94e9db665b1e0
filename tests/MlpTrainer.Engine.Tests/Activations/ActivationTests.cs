namespace MlpTrainer.Engine.Tests;

public class ActivationTests
{
    public static TheoryData<string> Names => [.. Activation.Outputs.Where(a => a.IsElementwise).Select(a => a.Name)];

    /// <summary>A fine grid, the kinks at −3, 0 and 3 on it, tiny values of both signs, and far-out ones.</summary>
    private static float[] Places =>
    [
        .. Enumerable.Range(-480, 961).Select(i => i / 32f),
        1e-8f, -1e-8f, 1e-5f, -1e-5f, 1e-3f, -1e-3f, -0.2501f, -0.2499f, 19.9f, 20.1f, 50f, -50f, 87f, -87f, 100f, -100f, 1e4f, -1e4f,
    ];

    [Fact]
    public void EveryListedActivationHasAFormulaHere() =>
        Assert.Equal(ActivationReference.Names.Order(), Activation.Outputs.Where(a => a.IsElementwise).Select(a => a.Name).Order());

    [Fact]
    public void NamesAreUniqueAndLeadBack()
    {
        Assert.Equal(Activation.Outputs.Count, Activation.Outputs.Select(a => a.Name).Distinct().Count());
        Assert.All(Activation.Outputs, a => Assert.Same(a, Activation.ByName(a.Name)));
        Assert.All(Activation.All, a => Assert.Contains(a, Activation.Outputs));
    }

    [Fact]
    public void AnUnknownNameIsRefusedInWords()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Activation.ByName("reluu"));
        Assert.Contains("must be one of identity, sigmoid, ", error.Message);
        Assert.Contains("but was \"reluu\"", error.Message);
    }

    [Theory, MemberData(nameof(Names))]
    public void ForwardIsTheFormula(string name)
    {
        float[] z = Places, a = new float[z.Length];
        Activation.ByName(name).Forward(z, a);
        for (int i = 0; i < z.Length; i++)
        {
            double expected = ActivationReference.Value(name, z[i]);
            if (expected > float.MaxValue)
            {
                Assert.Equal(float.PositiveInfinity, a[i]);
                continue;
            }

            Assert.True(Math.Abs(a[i] - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{name}({z[i]}) = {a[i]}, not {expected}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void BackwardIsTheSlopeOfTheFormula(string name)
    {
        Activation activation = Activation.ByName(name);
        float[] z = Places, a = new float[z.Length], delta = new float[z.Length];
        activation.Forward(z, a);
        Array.Fill(delta, -2f);
        activation.Backward(z, a, delta);
        for (int i = 0; i < z.Length; i++)
        {
            if (!float.IsFinite(a[i]))
            {
                continue;
            }

            (double left, double right) = ActivationReference.Slopes(name, z[i]);
            double slope = delta[i] / -2.0, tolerance = 5e-6 * Math.Max(1, Math.Abs(left));
            Assert.True(
                slope >= Math.Min(left, right) - tolerance && slope <= Math.Max(left, right) + tolerance,
                $"{name}′({z[i]}) = {slope}, not from {left} to {right}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void EveryLengthAndPositionGivesTheSame(string name)
    {
        Activation activation = Activation.ByName(name);
        foreach (int length in (int[])[.. Enumerable.Range(0, 68), 127, 128, 129, 255, 256, 257, 600])
        {
            float[] z = [.. Enumerable.Range(0, length).Select(i => ((i * 37) % 101 - 50) / 10f)];
            float[] a = new float[length], delta = new float[length], slopes = new float[length];
            Array.Fill(delta, 1f);
            activation.Forward(z, a);
            activation.Backward(z, a, delta);
            for (int i = 0; i < length; i++)
            {
                double expected = ActivationReference.Value(name, z[i]);
                (double left, double right) = ActivationReference.Slopes(name, z[i]);
                Assert.Equal(expected, a[i], 2e-6 * Math.Max(1, Math.Abs(expected)));
                Assert.InRange(delta[i], Math.Min(left, right) - 1e-5 * Math.Max(1, Math.Abs(left)), Math.Max(left, right) + 1e-5 * Math.Max(1, Math.Abs(right)));
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void ForwardMayRunInPlace(string name)
    {
        Activation activation = Activation.ByName(name);
        float[] z = Places, a = new float[z.Length], inPlace = Places;
        activation.Forward(z, a);
        activation.Forward(inPlace, inPlace);
        Assert.Equal(a, inPlace);
    }

    [Theory, MemberData(nameof(Names))]
    public void WithoutNeedOfPreActivationsBackwardDoesNotReadThem(string name)
    {
        Activation activation = Activation.ByName(name);
        if (activation.NeedsPreActivation)
        {
            return;
        }

        float[] z = Places, a = new float[z.Length], garbage = new float[z.Length], expected = new float[z.Length], actual = new float[z.Length];
        activation.Forward(z, a);
        Array.Fill(garbage, float.NaN);
        Array.Fill(expected, 1f);
        Array.Fill(actual, 1f);
        activation.Backward(z, a, expected);
        activation.Backward(garbage, a, actual);
        Assert.Equal(expected, actual);
    }

    [Theory, MemberData(nameof(Names))]
    public void NotANumberIsNotHidden(string name)
    {
        float[] z = [1f, float.NaN, -1f], a = new float[3];
        Activation.ByName(name).Forward(z, a);
        Assert.False(float.IsNaN(a[0]));
        Assert.True(float.IsNaN(a[1]));
        Assert.False(float.IsNaN(a[2]));
    }

    [Fact]
    public void DefaultInitialWeightsFollowTheActivation()
    {
        Assert.Same(Initializer.He, Activation.Relu.DefaultInitializer);
        Assert.Same(Initializer.He, Activation.Gelu.DefaultInitializer);
        Assert.Same(Initializer.LeCun, Activation.Selu.DefaultInitializer);
        Assert.Same(Initializer.Glorot, Activation.Tanh.DefaultInitializer);
    }

    [Fact]
    public void ReluRefusesResultsOfAnotherLength()
    {
        Assert.ThrowsAny<ArgumentException>(() => Activation.Relu.Forward(new float[5], new float[4]));
        Assert.ThrowsAny<ArgumentException>(() => Activation.Relu.Backward(new float[5], new float[4], new float[5]));
        Assert.ThrowsAny<ArgumentException>(() => Activation.Relu.Backward(new float[5], new float[5], new float[4]));
    }
}
