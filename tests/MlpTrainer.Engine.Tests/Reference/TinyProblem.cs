using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>A few rows with unequal weights, a small network at random parameters, and both ways to its cost and gradient: the engine's and the oracle's.</summary>
internal sealed class TinyProblem
{
    public const int Rows = 7, Inputs = 3;

    private readonly CostReference _cost;
    private readonly TrainingOptions _options;
    private readonly ReferenceNetwork _network;

    public TinyProblem(CostReference cost, TrainingOptions options, int outputs = 2, bool sparse = false)
    {
        (_cost, _options, Outputs) = (cost, options, outputs);
        string[] activations = [.. (options.LayerActivations ?? [.. options.HiddenLayers.Select(_ => options.Activation)]).Select(a => a.Name)];
        _network = new ReferenceNetwork([Inputs, .. options.HiddenLayers, outputs], activations, options.UseBiases);
        var random = new Random(7);
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

    public int Outputs { get; }

    public float[][] X { get; }

    public float[][] Y { get; }

    public float[] W { get; }

    public float[] Parameters { get; }

    public TrainingSet Set { get; }

    /// <summary>C = Σ w·c / Σ w, or Σ w·c, + (λ₂/2)·ΣW² + λ₁·Σ|W|.</summary>
    public double ReferenceCost(double[] parameters)
    {
        double[] weights = EffectiveWeights();
        double cost = Enumerable.Range(0, Rows).Sum(i => weights[i] * _cost.Row(_network.Z(parameters, ToDouble(X[i])), ToDouble(Y[i])));
        cost /= _options.Cost.Reduction == Reduction.Mean ? weights.Sum() : 1;
        return cost + _network.WeightPlaces().Sum(place =>
            (_options.L2Regularization / 2 * parameters[place] * parameters[place]) + (_options.L1Regularization * Math.Abs(parameters[place])));
    }

    public double[] ReferenceGradient() => FiniteDifference.Gradient(ReferenceCost, ToDouble(Parameters));

    public (double Cost, float[] Gradient) Engine(int threads = 1)
    {
        using var team = new ThreadTeam(threads);
        Activation[] activations =
            [.. _options.LayerActivations ?? [.. _options.HiddenLayers.Select(_ => _options.Activation)], _options.Cost.Link];
        var shape = new NetworkShape(Inputs, [.. _options.HiddenLayers, Outputs], activations, _options.UseBiases);
        var rows = new PreparedRows(Set, Outputs, null, null, _options.ClassWeights?.Factors(Set, Outputs));
        float[] gradient = new float[shape.ParameterCount];
        double cost = new Objective(team, rows, shape, _options).Evaluate(Parameters, gradient);
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
