using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>What the layers hold for a batch: x, z, a and δ, each [rows×width], row-major, allocated once.</summary>
internal sealed class LayerBuffers
{
    /// <param name="shape">The network.</param>
    /// <param name="rows">The most rows of a batch.</param>
    /// <param name="denseInput">Whether rows come dense, so that x̂ needs room.</param>
    /// <param name="backward">Whether δ is wanted in all layers, not only at the output.</param>
    /// <param name="dropout">Whether hidden units are dropped, so that masks need room.</param>
    public LayerBuffers(NetworkShape shape, int rows, bool denseInput = true, bool backward = false, bool dropout = false)
    {
        int last = shape.Layers.Count - 1;
        Rows = rows;
        Inputs = denseInput ? new AlignedFloats(checked(rows * shape.Inputs)) : AlignedFloats.Empty;
        Z = [.. shape.Layers.Select(layer => new AlignedFloats(checked(rows * layer.Outputs)))];
        A = [.. shape.Layers.Select((layer, l) => l < last && layer.Activation.NeedsPreActivation ? new AlignedFloats(rows * layer.Outputs) : Z[l])];
        Mask = [.. shape.Layers.Select((layer, l) => dropout && l < last ? new AlignedFloats(rows * layer.Outputs) : AlignedFloats.Empty)];
        Dropped = [.. shape.Layers.Select((layer, l) => dropout && l < last ? new AlignedFloats(rows * layer.Outputs) : A[l])];
        Delta = [.. shape.Layers.Select((layer, l) => backward || l == last ? new AlignedFloats(rows * layer.Outputs) : AlignedFloats.Empty)];
        Places = new int[rows == 1 ? shape.Layers.Max(layer => layer.Inputs) : 0];
        PackedDelta = [.. shape.Layers.Select((layer, l) =>
            backward && (l > 0 || denseInput) ? new AlignedFloats(MatMul.PackedLength(rows, layer.Outputs)) : AlignedFloats.Empty)];
    }

    public int Rows { get; }

    /// <summary>x̂ [rows×p]; empty for sparse rows.</summary>
    public AlignedFloats Inputs { get; }

    /// <summary>z^l, per layer.</summary>
    public AlignedFloats[] Z { get; }

    /// <summary>a^l = f(z^l), per layer: the memory of z^l where f′ needs only a. The output layer keeps z; its link belongs to the cost.</summary>
    public AlignedFloats[] A { get; }

    /// <summary>Per hidden layer 0 for a dropped unit, 1/(1 − p) for one that is kept; empty without dropout.</summary>
    public AlignedFloats[] Mask { get; }

    /// <summary>a^l ⊙ mask, what the next layer sees: a^l itself without dropout.</summary>
    public AlignedFloats[] Dropped { get; }

    /// <summary>δ^l = ∂C/∂z^l, per layer; empty below the output where nothing goes backward.</summary>
    public AlignedFloats[] Delta { get; }

    /// <summary>δ^l packed for the product that makes ∂C/∂W^l; empty where nothing goes backward and under sparse rows.</summary>
    public AlignedFloats[] PackedDelta { get; }

    /// <summary>Room for where a row is not zero, as long as the widest layer; empty where there is more than one row.</summary>
    public int[] Places { get; }

    /// <summary>What layer l reads: x̂, or the layer below.</summary>
    public AlignedFloats InputsOf(int layer) => layer == 0 ? Inputs : Dropped[layer - 1];
}
