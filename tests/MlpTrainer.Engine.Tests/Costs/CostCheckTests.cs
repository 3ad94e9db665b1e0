namespace MlpTrainer.Engine.Tests;

public class CostCheckTests
{
    [Fact]
    public void AWrongDerivativeIsNamed()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => CostCheck.Verify(new OnZ((z, y) => Math.Pow(z - y, 4), (z, y) => 3.98 * Math.Pow(z - y, 3))));
        Assert.StartsWith("The derivative of mine must be that of its value, ", error.Message);
        Assert.Contains(" at z[", error.Message);
    }

    [Fact]
    public void AWrongSignAtAKinkIsFound() =>
        Assert.Throws<InvalidOperationException>(() => CostCheck.Verify(new OnZ((z, y) => Math.Abs(z - y), (z, y) => Math.Sign(y - z))));

    [Fact]
    public void AnOverflowIsFound()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => CostCheck.Verify(new OnZ((z, y) => Math.Exp(z) - (y * z), (z, y) => Math.Exp(z) - y)));
        Assert.StartsWith("mine must be finite at z = 10000", error.Message);
    }

    [Fact]
    public void NotANumberIsFound() =>
        Assert.Throws<InvalidOperationException>(() => CostCheck.Verify(new OnZ((z, y) => z < 0 ? double.NaN : z * z, (z, y) => 2 * z)));

    [Fact]
    public void RightOnesPass()
    {
        CostCheck.Verify(new OnZ((z, y) => Math.Sqrt(1 + ((z - y) * (z - y))), (z, y) => (z - y) / Math.Sqrt(1 + ((z - y) * (z - y)))), outputs: 2);
        CostCheck.Verify(new OnOutput(Activation.Sigmoid), outputs: 2);
        CostCheck.Verify(new OnOutput(Activation.Softmax), outputs: 3);
        CostCheck.Verify(new OnOutput(Activation.Tanh));
    }

    [Fact]
    public void OutputsBelowOneAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CostCheck.Verify(new AbsoluteCost(), outputs: 0));

    private sealed class OnZ(Func<double, double, double> value, Func<double, double, double> derivative) : ElementwiseCost
    {
        public override string Name => "mine";

        public override Activation Link => Activation.Identity;

        public override double Value(double z, double y) => value(z, y);

        public override double Derivative(double z, double y) => derivative(z, y);
    }

    private sealed class OnOutput(Activation link) : OutputCost(link)
    {
        public override string Name => "mine on outputs";

        public override double Value(double a, double y) => Math.Cosh(a - y);

        public override double Derivative(double a, double y) => Math.Sinh(a - y);
    }
}
