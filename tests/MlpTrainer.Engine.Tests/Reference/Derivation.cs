using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>A network with one hidden layer at known parameters, as a derivation has it, and what the engine makes of it.</summary>
/// <param name="Cost">The cost.</param>
/// <param name="Hidden">The hidden layer's activation.</param>
/// <param name="X">Rows [m×n].</param>
/// <param name="Y">Targets [m×k].</param>
/// <param name="Parameters">W¹, b¹, W², b², or W¹, W² without biases.</param>
/// <param name="Lambda">The factor of L2.</param>
internal sealed record Derivation(Cost Cost, Activation Hidden, double[,] X, double[,] Y, double[][,] Parameters, double Lambda = 0)
{
    private TrainingOptions Options => Plain.Options with
    {
        HiddenLayers = [Parameters[0].GetLength(1)],
        Activation = Hidden,
        Cost = Cost,
        UseBiases = Parameters.Length == 4,
        L2Regularization = Lambda,
        NumberOfThreads = 1,
        Standardize = false,
    };

    private float[] Flat => [.. Parameters.SelectMany(Matrix.Flat).Select(value => (float)value)];

    private NetworkShape Shape => new(
        X.GetLength(1), [Parameters[0].GetLength(1), Y.GetLength(1)], [Hidden, Cost.Link], hasBiases: Parameters.Length == 4);

    /// <summary>The engine's cost to 1e-6, every entry of its gradient to 1e-4.</summary>
    public void AssertEngine(double cost, params double[][,] gradients)
    {
        (double actual, float[] gradient) = Evaluate(Flat);
        Assert.Equal(cost, actual, 1e-6 * Math.Max(1, cost));
        Compare.Close([.. gradients.SelectMany(Matrix.Flat)], gradient);
    }

    /// <summary>The cost after W ← W + length·∂C/∂W.</summary>
    public double CostAfterStep(double length)
    {
        float[] gradient = Evaluate(Flat).Gradient;
        return Evaluate([.. Flat.Select((value, i) => (float)(value + (length * gradient[i])))]).Cost;
    }

    /// <summary>One step of batch gradient descent, through the public door.</summary>
    public TrainedNetwork GradientDescentStep(float rate)
    {
        var options = Plain.Options with
        {
            HiddenLayers = Options.HiddenLayers,
            Activation = Hidden,
            Cost = Cost,
            UseBiases = Options.UseBiases,
            L2Regularization = Lambda,
            Optimizer = new Sgd { LearningRate = rate },
            BatchSize = TrainingOptions.FullBatch,
            MaximumNumberOfEpochs = 1,
            NumberOfThreads = 1,
        };
        return NetworkTrainer.Train(Set(), null, Y.GetLength(1), options, new TrainedNetwork(Shape, Flat)).Network;
    }

    private (double Cost, float[] Gradient) Evaluate(float[] parameters)
    {
        using var team = new ThreadTeam(1);
        var rows = new PreparedRows(Set(), Y.GetLength(1), null, null, null);
        float[] gradient = new float[parameters.Length];
        return (new Objective(team, rows, Shape, Options).Evaluate(parameters, gradient), gradient);
    }

    private TrainingSet Set()
    {
        var builder = new TrainingSetBuilder(X.GetLength(1), Y.GetLength(1));
        for (int i = 0; i < X.GetLength(0); i++)
        {
            builder.Add(RowOf(X, i), RowOf(Y, i));
        }

        return builder.Build();
    }

    private static float[] RowOf(double[,] a, int row) => [.. Matrix.Flat(Matrix.Row(a, row)).Select(value => (float)value)];
}
