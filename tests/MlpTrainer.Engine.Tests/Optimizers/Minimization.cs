namespace MlpTrainer.Engine.Tests;

/// <summary>A function of a few parameters with its gradient, and any optimizer run on it.</summary>
public sealed class Minimization(Func<double[], double> cost, Func<double[], double[]> slopes) : IObjective
{
    public static Minimization Parabola { get; } = new(
        x => (0.5 * (x[0] - 1) * (x[0] - 1)) + (2 * (x[1] + 0.5) * (x[1] + 0.5)),
        x => [x[0] - 1, 4 * (x[1] + 0.5)]);

    public static Minimization Rosenbrock { get; } = new(
        x => ((1 - x[0]) * (1 - x[0])) + (100 * (x[1] - (x[0] * x[0])) * (x[1] - (x[0] * x[0]))),
        x => [(-2 * (1 - x[0])) - (400 * x[0] * (x[1] - (x[0] * x[0]))), 200 * (x[1] - (x[0] * x[0]))]);

    public int ParameterCount { get; init; } = 2;

    public int Evaluations { get; private set; }

    public double Evaluate(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        Evaluations++;
        double[] x = [.. parameters.ToArray().Select(value => (double)value)];
        double[] g = slopes(x);
        for (int i = 0; i < g.Length; i++)
        {
            gradient[i] = (float)g[i];
        }

        return cost(x);
    }

    public double Cost(float[] parameters) => cost([.. parameters.Select(value => (double)value)]);

    /// <summary>The state before the first step.</summary>
    public static OptimizerState NewState(StepOptimizer optimizer, int length) =>
        new([.. Enumerable.Range(0, optimizer.StateCount).Select(_ => new float[length].AsMemory())]);

    public float[] Run(Optimizer optimizer, float[] start, float rate, int steps)
    {
        float[] x = [.. start];
        if (optimizer is FullBatchOptimizer fullBatch)
        {
            int iterations = 0;
            fullBatch.Minimize(this, x, _ => ++iterations < steps);
            return x;
        }

        var rule = (StepOptimizer)optimizer;
        float[] g = new float[x.Length];
        OptimizerState state = NewState(rule, x.Length);
        for (int t = 1; t <= steps; t++)
        {
            Evaluate(x, g);
            rule.Apply(new StepInfo(t, rate, 0f), x, g, state);
        }

        return x;
    }
}
