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
    /// <param name="rowByRow">Whether a layer may be multiplied row by row, which needs room for places; always so for a single row.</param>
    /// <exception cref="InvalidOperationException">A layer's values for so many rows would not fit into an array.</exception>
    public LayerBuffers(NetworkShape shape, int rows, bool denseInput = true, bool backward = false, bool dropout = false, bool rowByRow = false)
    {
        int last = shape.Layers.Count - 1;
        Rows = rows;
        Inputs = denseInput ? New(rows, shape.Layers[0].Inputs) : AlignedFloats.Empty;
        long waves = shape.Embedding?.WaveCount ?? 0;
        Cosines = New(rows, waves);
        Sines = New(rows, backward ? waves : 0);
        InputDelta = New(rows, backward && waves > 0 ? shape.Layers[0].Inputs : 0);
        Z = [.. shape.Layers.Select(layer => New(rows, layer.Outputs))];
        A = [.. shape.Layers.Select((layer, l) => l < last && layer.Activation.NeedsPreActivation ? New(rows, layer.Outputs) : Z[l])];
        Mask = [.. shape.Layers.Select((layer, l) => dropout && l < last ? New(rows, layer.Outputs) : AlignedFloats.Empty)];
        Dropped = [.. shape.Layers.Select((layer, l) => dropout && l < last ? New(rows, layer.Outputs) : A[l])];
        Delta = [.. shape.Layers.Select((layer, l) => backward || l == last ? New(rows, layer.Outputs) : AlignedFloats.Empty)];
        Places = new int[rows == 1 || rowByRow ? shape.Layers.Skip(denseInput ? 0 : 1).Select(layer => layer.Outputs > 1 ? layer.Inputs : 0).DefaultIfEmpty().Max() : 0];
        PackedDelta = [.. shape.Layers.Select((layer, l) =>
            backward && (l > 0 || denseInput) ? New(1, MatMul.PackedLength(rows, layer.Outputs)) : AlignedFloats.Empty)];
    }

    public int Rows { get; }

    /// <summary>x̂ [rows×p], or x̂ and y [rows×(p + e·d)] with an embedding; empty for sparse rows.</summary>
    public AlignedFloats Inputs { get; }

    /// <summary>The cosines of an embedding, [rows×e·F]; empty without one.</summary>
    public AlignedFloats Cosines { get; }

    /// <summary>Its sines, which backpropagation turns into ∂C/∂angle, [rows×e·F]; empty where nothing goes backward.</summary>
    public AlignedFloats Sines { get; }

    /// <summary>∂C/∂ of what the first layer reads, laid out like <see cref="Inputs"/>; empty without an embedding and where nothing goes backward.</summary>
    public AlignedFloats InputDelta { get; }

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

    /// <summary>Room for where a row is not zero, as long as the widest input of a layer of several units; empty where nothing is multiplied row by row.</summary>
    public int[] Places { get; }

    /// <summary>What layer l reads: x̂, or the layer below.</summary>
    public AlignedFloats InputsOf(int layer) => layer == 0 ? Inputs : Dropped[layer - 1];

    private static AlignedFloats New(int rows, long width) =>
        rows * width <= AlignedFloats.MaximumLength ? new AlignedFloats((int)(rows * width))
        : throw new InvalidOperationException(Invariant(
            $"The rows of a step must have at most {AlignedFloats.MaximumLength} values in a layer, but {rows} rows have {rows * width}. Use a smaller BatchSize, fewer features, or sparse rows."));
}
