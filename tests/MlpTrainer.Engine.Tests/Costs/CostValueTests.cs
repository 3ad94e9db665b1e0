namespace MlpTrainer.Engine.Tests;

/// <summary>What single costs promise beyond their formula: kinks, perfect predictions, tangents far out, targets, options.</summary>
public class CostValueTests
{
    [Fact]
    public void AtKinksTheDocumentedSlopeIsTaken()
    {
        Assert.Equal(0, new AbsoluteCost().Derivative(2, 2));
        Assert.Equal(0, new QuantileCost { Quantile = 0.9 }.Derivative(2, 2));
        Assert.Equal(0, new HingeCost().Derivative(1, 1));
        Assert.Equal(0, new HingeCost().Derivative(-1, 0));
        Assert.Equal(1, new HuberCost().Derivative(3, 2));
    }

    [Fact]
    public void PerfectPredictionsCostNothing()
    {
        foreach (ElementwiseCost cost in (ElementwiseCost[])[new PoissonCost(), new GammaCost(), new TweedieCost { Power = 1.3 }])
        {
            Assert.Equal(0, cost.Value(Math.Log(3.5), 3.5), 1e-12);
            Assert.Equal(0, cost.Derivative(Math.Log(3.5), 3.5), 1e-12);
        }

        Assert.Equal(0, new LogCoshCost().Value(-4, -4), 1e-15);
    }

    [Fact]
    public void HandComputedValues()
    {
        Assert.Equal(1.5, new HuberCost().Value(5, 3), 1e-12);
        Assert.Equal(1.8, new QuantileCost { Quantile = 0.9 }.Value(1, 3), 1e-12);
        Assert.Equal(0.2, new QuantileCost { Quantile = 0.9 }.Value(3, 1), 1e-12);
        Assert.Equal(Math.E - 1 - 1, new PoissonCost().Value(1, 1), 1e-12);
        Assert.Equal(0.25 * Math.Log(2), new FocalCost().Value(0, 1), 1e-12);
        Assert.Equal(9, new SquaredHingeCost().Value(2, 0), 1e-12);
    }

    [Fact]
    public void LogLinkCostsContinueAsTheirTangentFarOut()
    {
        PoissonCost poisson = new();
        Assert.Equal(Math.Exp(49), poisson.Derivative(49, 0), 1e-6 * Math.Exp(49));
        Assert.Equal(Math.Exp(50), poisson.Derivative(1e4, 0));
        Assert.Equal(poisson.Derivative(60, 0), poisson.Value(61, 0) - poisson.Value(60, 0), 1e-6 * Math.Exp(50));
        Assert.True(new GammaCost().Derivative(-1e4, 2) < -1e20);
        Assert.True(new TweedieCost().Derivative(1e4, 2) > 1e20);
    }

    [Fact]
    public void ConfidentMistakesCostTheirMargin()
    {
        Assert.Equal(1e4, new CrossEntropyCost().Value(1e4, 0));
        Assert.Equal(1e4, new FocalCost().Value(-1e4, 1));
        Assert.Equal(-1, new FocalCost().Derivative(-1e4, 1));
        Assert.Equal(1e4 - Math.Log(2), new LogCoshCost().Value(1e4, 0));
        float[] delta = new float[2];
        Assert.Equal(2e4, new SoftmaxCrossEntropyCost().Evaluate(new CostRows([-1e4f, 1e4f], [0f], [1f], 2), delta));
        Assert.Equal([-1f, 1f], delta);
    }

    [Fact]
    public void TargetsOutsideTheRuleAreRefused()
    {
        Assert.False(new PoissonCost().AcceptsTarget(-1f, 1));
        Assert.False(new GammaCost().AcceptsTarget(0f, 1));
        Assert.False(new HingeCost().AcceptsTarget(-1f, 1));
        Assert.False(new FocalCost().AcceptsTarget(0.5f, 1));
        Assert.False(new SoftmaxCrossEntropyCost().AcceptsTarget(3f, 3));
        Assert.False(new SoftmaxCrossEntropyCost().AcceptsTarget(0.5f, 3));
        Assert.False(new CrossEntropyCost().AcceptsTarget(1.5f, 1));
    }

    [Fact]
    public void OptionsOutOfRangeAreRefusedInWords()
    {
        Assert.Contains("Delta must be a finite number greater than 0, but was 0.", Refused(() => new HuberCost { Delta = 0 }));
        Assert.Contains("Quantile must be greater than 0 and less than 1, but was 1.", Refused(() => new QuantileCost { Quantile = 1 }));
        Assert.Contains("Power must be greater than 1 and less than 2, but was 2.", Refused(() => new TweedieCost { Power = 2 }));
        Assert.Contains("Gamma must be a finite number of at least 0, but was -1.", Refused(() => new FocalCost { Gamma = -1 }));
        Assert.Contains("Factor must be a finite number greater than 0, but was NaN.", Refused(() => new QuadraticCost { Factor = double.NaN }));
        Assert.Contains("LabelSmoothing must be at least 0 and less than 1, but was 1.", Refused(() => new CrossEntropyCost { LabelSmoothing = 1 }));
        Assert.Contains("LabelSmoothing must be at least 0 and less than 1, but was -0.1.", Refused(() => new SoftmaxCrossEntropyCost { LabelSmoothing = -0.1 }));

        static string Refused(Func<object> create) => Assert.Throws<ArgumentOutOfRangeException>(create).Message;
    }
}
