namespace MlpTrainer.Engine.Tests;

public class OptimizerTests
{
    public static TheoryData<string> Names => [.. Optimizer.All.Select(optimizer => optimizer.Name)];

    private static Optimizer Named(string name) => Optimizer.All.Single(optimizer => optimizer.Name == name);

    [Theory, MemberData(nameof(Names))]
    public void FindsTheBottomOfAParabolaAtItsDefaultRate(string name)
    {
        Optimizer optimizer = Named(name);
        float[] x = Minimization.Parabola.Run(optimizer, [0.25f, 0.5f], optimizer.LearningRate, 20_000);
        Assert.Equal(1, x[0], 0.02);
        Assert.Equal(-0.5, x[1], 0.02);
    }

    [Theory, MemberData(nameof(Names))]
    public void ComesDownRosenbrocksValley(string name)
    {
        double best = new[] { 1e-3f, 1e-2f, 0.5f }
            .Select(rate => Minimization.Rosenbrock.Cost(Minimization.Rosenbrock.Run(Named(name), [-1.2f, 1f], rate, 20_000)))
            .Where(double.IsFinite).Min();
        Assert.InRange(best, 0, 1e-2);
    }

    [Theory, MemberData(nameof(Names))]
    public void TheFirstStepGoesDownhill(string name)
    {
        float[] x = Minimization.Rosenbrock.Run(Named(name), [-1.2f, 1f], 1e-4f, 1);
        Assert.True(Minimization.Rosenbrock.Cost(x) < Minimization.Rosenbrock.Cost([-1.2f, 1f]));
    }

    [Theory, MemberData(nameof(Names))]
    public void DefaultsAreUsable(string name)
    {
        Optimizer optimizer = Named(name);
        Assert.True(optimizer.LearningRate > 0);
        Assert.True(optimizer is StepOptimizer ^ optimizer is FullBatchOptimizer);
        Assert.Equal(name, optimizer.ToString());
    }

    [Fact]
    public void OptionsOutOfRangeAreRefusedInWords()
    {
        Assert.Contains("Momentum must be at least 0 and less than 1, but was 1.", Refused(() => new RmsProp { Momentum = 1f }));
        Assert.Contains("Decay must be at least 0 and less than 1, but was -0.5.", Refused(() => new RmsProp { Decay = -0.5f }));
        Assert.Contains("Epsilon must be a finite number greater than 0, but was 0.", Refused(() => new AdaGrad { Epsilon = 0f }));
        Assert.Contains("Beta2 must be at least 0 and less than 1, but was NaN.", Refused(() => new Nadam { Beta2 = float.NaN }));
        Assert.Contains("WeightDecay must be a finite number of at least 0, but was -1.", Refused(() => new AdamW { WeightDecay = -1f }));
        Assert.Contains("LearningRate must be a finite number greater than 0, but was 0.", Refused(() => new AdamW { LearningRate = 0f }));
        Assert.Contains("Memory must be at least 1, but was 0.", Refused(() => new Lbfgs { Memory = 0 }));
        Assert.Contains("CostTolerance must be a finite number of at least 0, but was -1.", Refused(() => new Lbfgs { CostTolerance = -1 }));

        static string Refused(Func<object> create) => Assert.Throws<ArgumentOutOfRangeException>(create).Message;
    }
}
