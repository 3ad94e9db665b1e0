using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>A few rows, a small network with periodic embeddings at random parameters, and both ways to its cost, gradient and scores: the engine's, and one in double written for reading only.</summary>
internal sealed class EmbeddedProblem
{
    private const int Rows = 7, Inputs = 4;

    private readonly CostReference _cost;
    private readonly TrainingOptions _options;
    private readonly ReferenceNetwork _network;
    private readonly EmbeddingShape _embedding;
    private readonly float[][] _y;
    private readonly float[] _w;

    public EmbeddedProblem(string cost, TrainingOptions options, int outputs = 2)
    {
        _cost = CostReference.Find(cost);
        _options = options with { Cost = _cost.Cost };
        _embedding = new EmbeddingShape([0, 2, 3, 2], frequencies: 5, outputs: 3);     // one feature twice, one not at all
        Shape = _options.Shape(Inputs, outputs, _embedding);
        int[] widths = [Inputs + (4 * 3), .. options.HiddenLayers, outputs];
        _network = new ReferenceNetwork(widths, [.. options.HiddenLayers.Select(_ => options.Activation.Name)], options.UseBiases);
        var random = new Random(11);
        X = [.. Enumerable.Range(0, Rows).Select(_ => Draw(random, Inputs))];
        _w = [.. Enumerable.Range(0, Rows).Select(_ => 0.5f + random.NextSingle())];
        int width = _options.Cost.TargetWidth(outputs);
        _y = [.. Enumerable.Range(0, Rows).Select(row => Enumerable.Range(0, width).Select(j => width < outputs ? row % outputs : _cost.Targets[((row * width) + j) % _cost.Targets.Length]).ToArray())];
        Parameters = Draw(random, Shape.ParameterCount);
        var builder = new TrainingSetBuilder(Inputs, width);
        for (int i = 0; i < Rows; i++)
        {
            builder.Add(X[i], _y[i], _w[i]);
        }

        Set = builder.Build();
    }

    public NetworkShape Shape { get; }

    public float[][] X { get; }

    public float[] Parameters { get; }

    public TrainingSet Set { get; }

    /// <summary>z^L of a row: x, then W·cos(2π·w·x + b) + c for each embedding, then the layers.</summary>
    public double[] Z(double[] parameters, double[] x)
    {
        (int e, int f, int d) = (4, 5, 3);
        double[] own = parameters[_network.ParameterCount..], read = [.. x, .. new double[e * d]];
        (double[] w, double[] mix, double[] b, double[] c) =
            (own[..(e * f)], own[(e * f)..(e * f * (1 + d))], own[(e * f * (1 + d))..(e * f * (2 + d))], own[(e * f * (2 + d))..]);
        Assert.Equal(e * d, c.Length);
        for (int j = 0; j < e * d; j++)
        {
            int from = j / d;
            read[Inputs + j] = c[j] + Enumerable.Range(0, f).Sum(i =>
                mix[(j * f) + i] * Math.Cos((2 * Math.PI * w[(from * f) + i] * x[_embedding.Features[from]]) + b[(from * f) + i]));
        }

        return _network.Z(parameters[.._network.ParameterCount], read);
    }

    /// <summary>Penalized are the layers' weights, frequencies and embeddings' weights.</summary>
    public double Cost(double[] parameters)
    {
        double cost = Enumerable.Range(0, Rows).Sum(i => _w[i] * _cost.Row(Z(parameters, TinyProblem.ToDouble(X[i])), TinyProblem.ToDouble(_y[i]))) / _w.Sum(w => (double)w);
        IEnumerable<int> weights = _network.WeightPlaces().Concat(Enumerable.Range(_network.ParameterCount, 4 * 5 * (1 + 3)));
        return cost + weights.Sum(place => (_options.L2Regularization / 2 * parameters[place] * parameters[place]) + (_options.L1Regularization * Math.Abs(parameters[place])));
    }

    public double[] Gradient() => FiniteDifference.Gradient(Cost, TinyProblem.ToDouble(Parameters));

    public void AssertEngineAgrees()
    {
        using var team = new ThreadTeam(1);
        float[] gradient = new float[Shape.ParameterCount];
        double cost = new Objective(team, new PreparedRows(Set, Shape.Outputs, null, null, null), Shape, _options).Evaluate(Parameters, gradient);
        Assert.Equal(Cost(TinyProblem.ToDouble(Parameters)), cost, 1e-5);
        double[] expected = Gradient();
        Compare.Close(expected[.._network.ParameterCount], gradient[.._network.ParameterCount]);
        Compare.Close(expected[_network.ParameterCount..], gradient[_network.ParameterCount..]);
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
