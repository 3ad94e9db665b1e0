using CsCheck;

namespace MlpTrainer.Engine.Tests;

/// <summary>Gradient descent on all rows at once, of a random network and random rows.</summary>
internal sealed record RandomFit(RandomProblem Problem, float Momentum, bool Saturate)
{
    public static Gen<RandomFit> Any { get; } =
        Gen.Select(RandomProblem.Any, Gen.OneOf(0f, 0.9f), Gen.Bool, (problem, momentum, saturate) => new RandomFit(problem, momentum, saturate));

    /// <summary>Where slopes jump, rounding may decide on which side a row is: then one step only, from numbers that are the same to the bit.</summary>
    private bool IsSmooth =>
        Problem.Hidden.All(layer => new[] { -3.0, 0, 3 }.All(z => !Kink.IsNear(ActivationReference.Of(layer.Activation.Name), z)))
        && Problem.Cost.Cost is not (AbsoluteCost or QuantileCost or HingeCost);

    /// <summary>The parameters after training on these rows of the problem, each with its weight.</summary>
    public float[] Train(TinyProblem problem, IEnumerable<(int Row, float Weight)> rows)
    {
        var builder = new TrainingSetBuilder(problem.Inputs, problem.Y[0].Length) { Sparse = Problem.Has.Sparse };
        foreach ((int row, float weight) in rows)
        {
            builder.Add(problem.X[row], problem.Y[row], weight);
        }

        return NetworkTrainer.Train(builder.Build(), null, Problem.Outputs, Options()).Network.Parameters.ToArray();
    }

    private TrainingOptions Options() => new()
    {
        HiddenLayers = [.. Problem.Hidden.Select(layer => layer.Width)], LayerActivations = [.. Problem.Hidden.Select(layer => layer.Activation)],
        Cost = Problem.Cost.Cost, UseBiases = Problem.Has.Biases, L1Regularization = 0, L2Regularization = Problem.Regularization.L2,
        Optimizer = new Sgd { LearningRate = 0.05f, Momentum = Momentum }, BatchSize = TrainingOptions.FullBatch, MaximumNumberOfEpochs = IsSmooth ? 4 : 1,
        Standardize = IsSmooth, Saturate = Saturate && IsSmooth, GradientClipNorm = 1f, Seed = (ulong)Problem.Seed, NumberOfThreads = 1,
    };
}
