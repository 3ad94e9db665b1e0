using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The flat parameters of a network, and beside them each W as the matrix products want it.</summary>
internal sealed class NetworkParameters
{
    private readonly AlignedFloats?[] _packed, _packedTransposed;

    /// <param name="shape">The network.</param>
    /// <param name="values">Its parameters, kept, not copied.</param>
    /// <param name="backward">Whether products with Wᵀ will be asked for.</param>
    /// <param name="packFirst">Whether the first layer takes dense rows; sparse rows read W¹ itself.</param>
    public NetworkParameters(NetworkShape shape, AlignedFloats values, bool backward, bool packFirst = true)
    {
        (Shape, Values) = (shape, values);
        _packed = new AlignedFloats?[shape.Layers.Count];
        _packedTransposed = new AlignedFloats?[shape.Layers.Count];
        for (int l = 0; l < shape.Layers.Count; l++)
        {
            (int inputs, int outputs) = (shape.Layers[l].Inputs, shape.Layers[l].Outputs);
            _packed[l] = l > 0 || packFirst ? new AlignedFloats(MatMul.PackedLength(inputs, outputs)) : null;
            _packedTransposed[l] = l > 0 && backward ? new AlignedFloats(MatMul.PackedLength(outputs, inputs)) : null;
        }

        RefreshAll();
    }

    public NetworkShape Shape { get; }

    /// <summary>W¹, b¹, W², b², … After a change, <see cref="Refresh"/> the rows concerned.</summary>
    public AlignedFloats Values { get; }

    /// <summary>W of a layer, [inputs×outputs].</summary>
    public Span<float> Weights(int layer) => Values.AsSpan(Shape.Layers[layer].WeightOffset, Shape.Layers[layer].WeightCount);

    /// <summary>b of a layer, [outputs], or empty.</summary>
    public Span<float> Biases(int layer) => Values.AsSpan(Shape.Layers[layer].BiasOffset, Shape.Layers[layer].BiasCount);

    /// <summary>W of a layer, packed.</summary>
    public ReadOnlySpan<float> Packed(int layer) => _packed[layer] ?? AlignedFloats.Empty;

    /// <summary>Wᵀ of a layer, packed.</summary>
    public ReadOnlySpan<float> PackedTransposed(int layer) => _packedTransposed[layer] ?? AlignedFloats.Empty;

    /// <summary>Brings the packed copies of rows [first, first + count) of W up to date. Different rows may be refreshed by different threads.</summary>
    public void Refresh(int layer, int first, int count)
    {
        (int inputs, int outputs) = (Shape.Layers[layer].Inputs, Shape.Layers[layer].Outputs);
        if (_packed[layer] is { } packed)
        {
            MatMul.PackRows(Weights(layer), inputs, outputs, first, count, packed);
        }

        if (_packedTransposed[layer] is { } transposed)
        {
            MatMul.PackTransposedRows(Weights(layer), outputs, inputs, first, count, transposed);
        }
    }

    /// <summary>Brings all packed copies up to date.</summary>
    public void RefreshAll()
    {
        for (int l = 0; l < Shape.Layers.Count; l++)
        {
            Refresh(l, 0, Shape.Layers[l].Inputs);
        }
    }
}
