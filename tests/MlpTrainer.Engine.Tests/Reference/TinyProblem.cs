using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>A few rows with unequal weights, a small network at random parameters, and both ways to its cost and gradient: the engine's and the oracle's.</summary>
internal sealed class TinyProblem
{
    private readonly CostReference _cost;
    private readonly TrainingOptions _options;
    private readonly ReferenceNetwork _network;

    public TinyProblem(CostReference cost, TrainingOptions options, int outputs = 2, bool sparse = false)
        : this(cost, options, new TinySize(Rows: 7, Inputs: 3, outputs), sparse, seed: 7)
    {
    }

    public TinyProblem(CostReference cost, TrainingOptions options, TinySize size, bool sparse, int seed)
    {
        (_cost, _options, (Rows, Inputs, Outputs)) = (cost, options, size);
        Activation[] hidden = [.. options.LayerActivations ?? [.. options.HiddenLayers.Select(_ => options.Activation)]];
        Shape = new NetworkShape(Inputs, [.. options.HiddenLayers, Outputs], [.. hidden, options.Cost.Link], options.UseBiases);
        _network = new ReferenceNetwork([Inputs, .. options.HiddenLayers, Outputs], [.. hidden.Select(a => a.Name)], options.UseBiases);
        var random = new Random(seed);
        X = [.. Enumerable.Range(0, Rows).Select(i => Draw(random, Inputs, zero: sparse ? i % Inputs : -1))];
        W = [.. Enumerable.Range(0, Rows).Select(_ => 0.5f + random.NextSingle())];
        Y = [.. Enumerable.Range(0, Rows).Select(i => Target(i))];
        Parameters = Draw(random, _network.ParameterCount);
        var builder = new TrainingSetBuilder(Inputs, Y[0].Length) { Sparse = sparse };
        for (int i = 0; i < Rows; i++)
        {
            builder.Add(X[i], Y[i], W[i]);
        }

        Set = builder.Build();
    }

    public int Rows { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    public NetworkShape Shape { get; }

    public float[][] X { get; }

    public float[][] Y { get; }

    public float[] W { get; }

    public float[] Parameters { get; }

    public TrainingSet Set { get; }

    /// <summary>z^L of a row by the naive network.</summary>
    public double[] ReferenceZ(int row) => _network.Z(ToDouble(Parameters), ToDouble(X[row]));

    /// <summary>C = Σ w·c / Σ w, or Σ w·c, + (λ₂/2)·ΣW² + λ₁·Σ|W|.</summary>
    public double ReferenceCost(double[] parameters)
    {
        double[] weights = EffectiveWeights();
        double cost = Enumerable.Range(0, Rows).Sum(i => weights[i] * _cost.Row(_network.Z(parameters, ToDouble(X[i])), ToDouble(Y[i])));
        cost /= _options.Cost.Reduction == Reduction.Mean ? weights.Sum() : 1;
        return cost + _network.WeightPlaces().Sum(place =>
            (_options.L2Regularization / 2 * parameters[place] * parameters[place]) + (_options.L1Regularization * Math.Abs(parameters[place])));
    }

    /// <summary>Whether a slope changes within 1e-4 of where some row is: there a difference, or rounding, may see the other side.</summary>
    public bool IsNearAKink()
    {
        double[] parameters = ToDouble(Parameters);
        bool byL1 = _options.L1Regularization > 0 && _network.WeightPlaces().Any(place => Math.Abs(parameters[place]) < 1e-4);
        return byL1 || Enumerable.Range(0, Rows).Any(row => IsNearAKink([.. _network.Layers(parameters, ToDouble(X[row]))], ToDouble(Y[row])));
    }

    private bool IsNearAKink(double[][] z, double[] y)
    {
        for (int l = 0; l < z.Length - 1; l++)
        {
            Func<double, double> f = ActivationReference.Of(Shape.Layers[l].Activation.Name);
            if (z[l].Any(at => Kink.IsNear(f, at)))
            {
                return true;
            }
        }

        return z[^1].Where((at, j) => Kink.IsNear(value => _cost.Row([.. z[^1][..j], value, .. z[^1][(j + 1)..]], y), at)).Any();
    }

    public double[] ReferenceGradient() => FiniteDifference.Gradient(ReferenceCost, ToDouble(Parameters));

    public (double Cost, float[] Gradient) Engine(int threads = 1)
    {
        using var team = new ThreadTeam(threads);
        var rows = new PreparedRows(Set, Outputs, null, null, _options.ClassWeights?.Factors(Set, Outputs));
        float[] gradient = new float[Shape.ParameterCount];
        double cost = new Objective(team, rows, Shape, _options).Evaluate(Parameters, gradient);
        return (cost, gradient);
    }

    public void AssertEngineAgrees()
    {
        (double cost, float[] gradient) = Engine();
        double expected = ReferenceCost(ToDouble(Parameters));
        Assert.Equal(expected, cost, 1e-5 * Math.Max(1, Math.Abs(expected)));
        Compare.Close(ReferenceGradient(), gradient);
    }

    public static double[] ToDouble(float[] values) => [.. values.Select(value => (double)value)];

    private static float[] Draw(Random random, int count, int zero = -1) =>
        [.. Enumerable.Range(0, count).Select(i => (random.NextSingle() * 2 - 1) * (i == zero ? 0 : 1))];

    private float[] Target(int row)
    {
        int width = _options.Cost.TargetWidth(Outputs);
        return [.. Enumerable.Range(0, width).Select(j => width < Outputs ? row % Outputs : _cost.Targets[((row * width) + j) % _cost.Targets.Length])];
    }

    private double[] EffectiveWeights()
    {
        float[]? factors = _options.ClassWeights?.Factors(Set, Outputs);
        return [.. W.Select((weight, i) => (double)weight * (factors is null ? 1 : factors[Outputs == 1 ? (Y[i][0] >= 0.5f ? 1 : 0) : (int)Y[i][0]]))];
    }
}

/// <summary>How large a <see cref="TinyProblem"/> is.</summary>
internal readonly record struct TinySize(int Rows, int Inputs, int Outputs);
