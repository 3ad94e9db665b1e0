using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace MlpTrainer.Engine.Tests;

public class LbfgsTests
{
    [Fact]
    public void TheTwoLoopsAreTheDenseUpdateOfTheInverseHessian()
    {
        const int Count = 6, Memory = 3;
        Random random = new(5);
        LbfgsMemory memory = new(Memory, Count);
        List<(Vector<double> Step, Vector<double> Change)> pairs = [];
        float[] from = new float[Count], gradientFrom = new float[Count], direction = new float[Count];
        for (int step = 0; step < 5; step++)
        {
            float[] to = [.. from.Select(x => x + (float)random.NextDouble())];
            float[] gradientTo = [.. gradientFrom.Select((g, i) => g + ((i + 1) * (to[i] - from[i])) + (float)(0.1 * random.NextDouble()))];
            memory.Add(from, to, gradientFrom, gradientTo);
            pairs.Add((Difference(to, from), Difference(gradientTo, gradientFrom)));
            (from, gradientFrom) = (to, gradientTo);

            memory.Direction(gradientFrom, direction);
            Vector<double> expected = -(DenseInverse(pairs.TakeLast(Memory)) * Difference(gradientFrom, new float[Count]));
            for (int i = 0; i < Count; i++)
            {
                Assert.Equal(expected[i], direction[i], 2e-5 * expected.L2Norm());
            }
        }
    }

    [Fact]
    public void APairWithoutCurvatureIsLeftOut()
    {
        LbfgsMemory memory = new(3, 2);
        memory.Add([0f, 0f], [1f, 0f], [0f, 0f], [-1f, 0f]);
        Assert.True(memory.IsEmpty);
    }

    [Fact]
    public void EveryIterationMeetsTheStrongWolfeConditions()
    {
        Minimization objective = Minimization.Rosenbrock;
        float[] x = [-1.2f, 1f], previous = [-1.2f, 1f];
        int iterations = 0;
        bool converged = new Lbfgs().Minimize(objective, x, cost =>
        {
            iterations++;
            float[] before = new float[2], after = new float[2];
            double costBefore = objective.Evaluate(previous, before), costAfter = objective.Evaluate(x, after);
            double slopeBefore = 0, slopeAfter = 0;
            for (int i = 0; i < 2; i++)
            {
                slopeBefore += before[i] * (double)(x[i] - previous[i]);
                slopeAfter += after[i] * (double)(x[i] - previous[i]);
            }

            Assert.Equal(costAfter, cost);
            Assert.True(costAfter <= costBefore + (1e-4 * slopeBefore) + 1e-9);
            Assert.True(Math.Abs(slopeAfter) <= (0.9 * Math.Abs(slopeBefore)) + 1e-9);
            x.CopyTo(previous, 0);
            return true;
        });
        Assert.True(converged);
        Assert.InRange(iterations, 10, 60);
        Assert.Equal(1, x[0], 1e-3);
        Assert.Equal(1, x[1], 2e-3);
    }

    /// <summary>The golden path: eight steps of Rosenbrock's function, each along −H·g with H computed densely in double from the steps before it.</summary>
    [Fact]
    public void EachStepFollowsTheDenseUpdateOfTheInverseHessian()
    {
        const int Memory = 3, Steps = 8;
        Minimization objective = Minimization.Rosenbrock;
        float[] x = [-1.2f, 1f], from = [-1.2f, 1f], gradientFrom = new float[2];
        objective.Evaluate(from, gradientFrom);
        List<(Vector<double> Step, Vector<double> Change)> pairs = [];
        new Lbfgs { Memory = Memory }.Minimize(objective, x, _ =>
        {
            float[] to = [.. x], gradientTo = new float[2];
            objective.Evaluate(to, gradientTo);
            Vector<double> gradient = Difference(gradientFrom, new float[2]), step = Difference(to, from);
            Vector<double> direction = pairs.Count == 0 ? -gradient : -(DenseInverse(pairs.TakeLast(Memory)) * gradient);
            Assert.Equal(1, step * direction / (step.L2Norm() * direction.L2Norm()), 1e-5);
            pairs.Add((step, Difference(gradientTo, gradientFrom)));
            (from, gradientFrom) = (to, gradientTo);
            return pairs.Count < Steps;
        });
        Assert.Equal(Steps, pairs.Count);
    }

    [Fact]
    public void LogisticRegressionEndsWhereMathNetEnds()
    {
        Minimization objective = Logistic(rows: 300, columns: 8);
        float[] x = new float[8];
        Assert.True(new Lbfgs { GradientTolerance = 1e-6 }.Minimize(objective, x, _ => true));
        IObjectiveFunction oracle = ObjectiveFunction.Gradient(w =>
        {
            float[] at = [.. w.Select(value => (float)value)], gradient = new float[8];
            double cost = objective.Evaluate(at, gradient);
            return (cost, Vector<double>.Build.Dense([.. gradient.Select(g => (double)g)]));
        });
        MinimizationResult expected = new LimitedMemoryBfgsMinimizer(1e-6, 1e-10, 1e-12, 10, 1000).FindMinimum(oracle, Vector<double>.Build.Dense(8));
        Assert.Equal(expected.FunctionInfoAtMinimum.Value, objective.Cost(x), 1e-6);
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(expected.MinimizingPoint[i], x[i], 2e-3);
        }
    }

    [Fact]
    public void EndsWhenToldTo()
    {
        int calls = 0;
        Assert.False(new Lbfgs().Minimize(Minimization.Rosenbrock, new float[] { -1.2f, 1f }, _ => ++calls < 3));
        Assert.Equal(3, calls);
    }

    [Fact]
    public void AtAMinimumNothingMoves()
    {
        float[] x = [1f, -0.5f];
        Assert.True(new Lbfgs().Minimize(Minimization.Parabola, x, _ => throw new InvalidOperationException("no iteration is needed")));
        Assert.Equal([1f, -0.5f], x);
    }

    [Fact]
    public void PlacesWithoutAFiniteCostAreAvoided()
    {
        Minimization wall = new(x => x[0] >= 1 ? double.NaN : -Math.Log(1 - x[0]) - (3 * x[0]), x => [(1 / (1 - x[0])) - 3]) { ParameterCount = 1 };
        float[] start = [-20f];
        Assert.True(new Lbfgs { LearningRate = 100 }.Minimize(wall, start, double.IsFinite));
        Assert.Equal(2.0 / 3, start[0], 1e-3);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AFiniteCostWithAGradientThatIsNoneIsNoMinimum(double slope)
    {
        Minimization corner = new(_ => 1, _ => [slope, 0]);
        float[] start = [0.5f, -0.5f];
        Assert.False(new Lbfgs().Minimize(corner, start, _ => throw new InvalidOperationException("no iteration is possible")));
        Assert.Equal([0.5f, -0.5f], start);
    }

    /// <summary>H after the pairs, from γI: H ← VᵀHV + s·sᵀ/yᵀs with V = I − y·sᵀ/yᵀs (Nocedal, Wright, equation 7.16).</summary>
    private static Matrix<double> DenseInverse(IEnumerable<(Vector<double> Step, Vector<double> Change)> pairs)
    {
        (Vector<double> lastStep, Vector<double> lastChange) = pairs.Last();
        int count = lastStep.Count;
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(count);
        Matrix<double> inverse = identity * (lastStep * lastChange / (lastChange * lastChange));
        foreach ((Vector<double> step, Vector<double> change) in pairs)
        {
            double rho = 1 / (step * change);
            Matrix<double> v = identity - (rho * change.OuterProduct(step));
            inverse = (v.Transpose() * inverse * v) + (rho * step.OuterProduct(step));
        }

        return inverse;
    }

    private static Vector<double> Difference(float[] a, float[] b) =>
        Vector<double>.Build.Dense([.. a.Select((value, i) => (double)value - b[i])]);

    private static Minimization Logistic(int rows, int columns)
    {
        Random random = new(3);
        double[][] inputs = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => (2 * random.NextDouble()) - 1).ToArray())];
        double[] labels = [.. inputs.Select(x => random.NextDouble() < 1 / (1 + Math.Exp(-(3 * x[0]) + x[1])) ? 1.0 : 0.0)];
        return new Minimization(
            w => inputs.Select((x, i) => Math.Log(1 + Math.Exp(Dot(w, x))) - (labels[i] * Dot(w, x))).Average() + (0.005 * Dot(w, w)),
            w => [.. Enumerable.Range(0, columns).Select(j =>
                inputs.Select((x, i) => ((1 / (1 + Math.Exp(-Dot(w, x)))) - labels[i]) * x[j]).Average() + (0.01 * w[j]))])
        {
            ParameterCount = columns,
        };
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
