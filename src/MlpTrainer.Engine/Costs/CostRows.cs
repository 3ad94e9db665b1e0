namespace MlpTrainer.Engine;

/// <summary>What a cost sees of a batch, or of one block of its rows.</summary>
/// <param name="z">The pre-activations of the output layer, [n×outputs], row-major.</param>
/// <param name="targets">The targets, [n×target width], row-major.</param>
/// <param name="weights">The effective weight of each row, [n]: example weight · class weight · reduction factor.</param>
/// <param name="outputs">The number of output units.</param>
public readonly ref struct CostRows(ReadOnlySpan<float> z, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int outputs)
{
    /// <summary>The pre-activations of the output layer, [n×<see cref="Outputs"/>], row-major.</summary>
    public ReadOnlySpan<float> Z { get; } = z;

    /// <summary>The targets, [n×target width], row-major.</summary>
    public ReadOnlySpan<float> Targets { get; } = targets;

    /// <summary>
    /// The effective weight of each row, [n], never empty: example weight · class weight · reduction factor, which is 1/(n·w̄) for
    /// <see cref="Reduction.Mean"/> and 1 for <see cref="Reduction.Sum"/>.
    /// </summary>
    public ReadOnlySpan<float> Weights { get; } = weights;

    /// <summary>The number of output units.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>The number of rows, n.</summary>
    public int Count => Weights.Length;
}
