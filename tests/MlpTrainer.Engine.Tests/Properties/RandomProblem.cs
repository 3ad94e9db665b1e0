using CsCheck;

namespace MlpTrainer.Engine.Tests;

/// <summary>A small network of random shape, a cost, and random rows that it takes.</summary>
internal sealed record RandomProblem(
    (int Width, Activation Activation)[] Hidden, CostReference Cost, TinySize Size, (bool Sparse, bool Biases) Has, (double L1, double L2) Regularization, int Seed)
{
    public static Gen<RandomProblem> Any { get; } = Gen.Select(
        Gen.Select(Gen.Int[1, 9], Gen.OneOf([.. Activation.All])).Array[0, 3],
        Gen.OneOf([.. CostReference.All]),
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 8], Gen.Int[1, 3], (rows, inputs, outputs) => new TinySize(rows, inputs, outputs)),
        Gen.Select(Gen.Bool, Gen.Bool),
        Gen.Select(Gen.OneOf(0, 0.05), Gen.OneOf(0, 0.1)),
        Gen.Int[0, 1_000_000],
        (hidden, cost, size, has, regularization, seed) => new RandomProblem(hidden, cost, size, has, regularization, seed));

    /// <summary>One more where outputs are shares of 1.</summary>
    public int Outputs => Size.Outputs + (Cost.Cost.Link.IsElementwise ? 0 : 1);

    public TinyProblem Build() => new(Cost, new TrainingOptions
    {
        HiddenLayers = [.. Hidden.Select(layer => layer.Width)], LayerActivations = [.. Hidden.Select(layer => layer.Activation)], Cost = Cost.Cost,
        UseBiases = Has.Biases, L1Regularization = Regularization.L1, L2Regularization = Regularization.L2,
    }, Size with { Outputs = Outputs }, Has.Sparse, Seed);

    /// <summary>For CsCheck's report.</summary>
    public override string ToString() =>
        $"{Size.Inputs}-{string.Join("", Hidden.Select(layer => $"{layer.Width} {layer.Activation}-"))}{Outputs}, {Cost}, {Size.Rows} rows, {Has}, {Regularization}, seed {Seed}";
}
