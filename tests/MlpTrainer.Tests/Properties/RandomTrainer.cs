using CsCheck;
using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Properties;

/// <summary>A trainer with random options, of a random task, and the random rows that it learns from.</summary>
internal sealed record RandomTrainer(
    RandomTask Task, int[] Hidden, Activation Activation, Cost Cost, Optimizer Optimizer, (float Dropout, float? Averaging, double? HeldOut) Extra,
    (bool Biases, bool Standardize, bool Saturate, bool Missing) Has, (int Rows, int Epochs, int Seed) Size)
{
    public static Gen<RandomTrainer> Any { get; } = Gen.Select(
        Gen.OneOf([.. RandomTask.All]).SelectMany(task => Gen.OneOf([.. task.Costs]).Select(cost => (Task: task, Cost: cost))),
        Gen.Int[1, 12].Array[0, 3],
        Gen.OneOf([.. Activation.All]),
        Gen.OneOf([.. Optimizer.All]),
        Gen.Select(Gen.OneOf(0f, 0.3f), Gen.OneOf<float?>(null, 0.9f), Gen.OneOf<double?>(null, 0.25)),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool),
        Gen.Select(Gen.Int[12, 60], Gen.Int[1, 4], Gen.Int[0, 1_000_000]),
        (what, hidden, activation, optimizer, extra, has, size) => new RandomTrainer(what.Task, hidden, activation, what.Cost, optimizer, extra, has, size));

    /// <summary>Trains on the rows of a seed; from a model, if there is one, so carefully that nothing should change.</summary>
    public ITransformer Fit(IDataView rows, ITransformer? from = null) => Task.Fit(rows, from, from is null ? Choose : ChooseRest);

    /// <summary>Rows of the tests' own kind, some with a value missing, classes as keys.</summary>
    public IDataView Rows(int seed)
    {
        List<Example> rows = Example.Rows(Size.Rows, seed);
        foreach (Example row in Has.Missing ? rows.Where((_, i) => i % 5 == 0) : [])
        {
            row.Features[row.Features.Length - 1] = float.NaN;
        }

        return RandomTask.Keyed(rows);
    }

    private void Choose(MlpOptions options)
    {
        bool wholeSet = Optimizer is FullBatchOptimizer;
        (options.HiddenLayers, options.Activation, options.UseBiases) = (Hidden, Activation, Has.Biases);
        (options.Cost, options.Optimizer, options.LearningRate) = (Cost, Optimizer, wholeSet ? null : 0.005f);
        (options.Standardize, options.Saturate, options.ValidationFraction) = (Has.Standardize, Has.Saturate, Extra.HeldOut);
        (options.MaximumNumberOfEpochs, options.BatchSize, options.Seed, options.NumberOfThreads) = (Size.Epochs, wholeSet ? null : 16, Size.Seed, 1);
        if (!wholeSet)
        {
            (options.Dropout, options.WeightAveraging, options.GradientClipNorm) = (Extra.Dropout, Extra.Averaging, 1f);
        }
    }

    private void ChooseRest(MlpOptions options)
    {
        Choose(options);
        (options.LearningRate, options.Optimizer) = (1e-12f, Optimizer is FullBatchOptimizer ? null : Optimizer);
    }

    /// <summary>For CsCheck's report.</summary>
    public override string ToString() =>
        $"{Task.Name}, [{string.Join(", ", Hidden)}] {Activation}, {Cost}, {Optimizer}, {Extra}, {Has}, {Size}";
}
