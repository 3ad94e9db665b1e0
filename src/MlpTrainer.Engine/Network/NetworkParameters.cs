using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The flat parameters of a network, and beside them each W as the matrix products want it.</summary>
internal sealed class NetworkParameters
{
    private const int SmallLayer = 1 << 20;             // floats: 4 MB are never missed
    private const double MostPadding = 1.25;            // packed floats for one weight

    private readonly AlignedFloats?[] _packed, _packedTransposed;
    private readonly Lazy<WeightBands?[]>? _bands, _bandsTransposed;     // of weights that do not change

    /// <summary>Parameters to train with.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="values">Its parameters, kept, not copied.</param>
    /// <param name="backward">Whether products with Wᵀ will be asked for.</param>
    /// <param name="packFirst">Whether the first layer takes dense rows; sparse rows read W¹ itself.</param>
    /// <exception cref="InvalidOperationException">A packed layer would not fit into an array.</exception>
    public NetworkParameters(NetworkShape shape, AlignedFloats values, bool backward, bool packFirst = true)
        : this(shape, values, l => l > 0 || packFirst, l => backward && HasBelow(shape, l), isTrained: false)
    {
    }

    private NetworkParameters(NetworkShape shape, AlignedFloats values, Func<int, bool> forward, Func<int, bool> backward, bool isTrained = true)
    {
        (Shape, Values) = (shape, values);
        _packed = [.. shape.Layers.Select((layer, l) => forward(l) ? New(layer.Inputs, layer.Outputs) : null)];
        _packedTransposed = [.. shape.Layers.Select((layer, l) => backward(l) ? New(layer.Outputs, layer.Inputs) : null)];
        RefreshAll();
        if (isTrained)
        {
            _bands = new(() => [.. shape.Layers.Select((layer, l) => WeightBands.Of(Weights(l), layer.Inputs, layer.Outputs, layer.Outputs, 1))]);
            _bandsTransposed = new(() => [.. shape.Layers.Select((layer, l) => WeightBands.Of(Weights(l), layer.Outputs, layer.Inputs, 1, layer.Outputs))]);
        }
    }

    /// <summary>Nothing packed: one row at a time reads W itself.</summary>
    public static NetworkParameters ForRows(NetworkShape shape, AlignedFloats values) => new(shape, values, _ => false, _ => false);

    /// <summary>W packed for blocks of rows, but for large layers of a few units, whose columns would mostly be padding.</summary>
    public static NetworkParameters ForBlocks(NetworkShape shape, AlignedFloats values) => new(shape, values, l => IsWorthPacking(shape.Layers[l]), _ => false);

    /// <summary>Wᵀ packed, for gradients of one row at a time.</summary>
    public static NetworkParameters ForGradients(NetworkShape shape, AlignedFloats values) => new(shape, values, _ => false, l => HasBelow(shape, l));

    public NetworkShape Shape { get; }

    /// <summary>W¹, b¹, W², b², … After a change, <see cref="Refresh"/> the rows concerned.</summary>
    public AlignedFloats Values { get; }

    /// <summary>w of the embeddings, [e×F]; see <see cref="EmbeddingShape"/>.</summary>
    public ReadOnlySpan<float> EmbeddingFrequencies => OfEmbedding(0, Embedding.WaveCount);

    /// <summary>W of the embeddings, [e×d×F].</summary>
    public ReadOnlySpan<float> EmbeddingWeights => OfEmbedding(Embedding.WaveCount, Embedding.WeightCount - Embedding.WaveCount);

    /// <summary>Frequencies and weights.</summary>
    public ReadOnlySpan<float> AllEmbeddingWeights => OfEmbedding(0, Embedding.WeightCount);

    /// <summary>b of the embeddings, [e×F].</summary>
    public ReadOnlySpan<float> EmbeddingPhases => OfEmbedding(Embedding.WeightCount, Embedding.WaveCount);

    /// <summary>c of the embeddings, [e×d].</summary>
    public ReadOnlySpan<float> EmbeddingBiases => OfEmbedding(Embedding.WeightCount + Embedding.WaveCount, Embedding.Width);

    private EmbeddingShape Embedding => Shape.Embedding ?? throw new InvalidOperationException("There is no embedding.");

    /// <summary>W of a layer, [inputs×outputs].</summary>
    public Span<float> Weights(int layer) => Values.AsSpan(Shape.Layers[layer].WeightOffset, Shape.Layers[layer].WeightCount);

    /// <summary>b of a layer, [outputs], or empty.</summary>
    public Span<float> Biases(int layer) => Values.AsSpan(Shape.Layers[layer].BiasOffset, Shape.Layers[layer].BiasCount);

    /// <summary>Whether products of many rows with W of a layer are possible: it is packed, or it is a vector, which is its own packed form.</summary>
    public bool IsPacked(int layer) => _packed[layer] is not null || Shape.Layers[layer].Outputs == 1;

    /// <summary>W of a layer, packed.</summary>
    public ReadOnlySpan<float> Packed(int layer) => _packed[layer] is { } packed ? packed : IsPacked(layer) ? Weights(layer) : [];

    /// <summary>Wᵀ of a layer, packed.</summary>
    public ReadOnlySpan<float> PackedTransposed(int layer) => _packedTransposed[layer] ?? AlignedFloats.Empty;

    /// <summary>Where W of a layer is not zero; null: anywhere, or it may change.</summary>
    public WeightBands? Bands(int layer) => _bands?.Value[layer];

    /// <summary>The rows of W that count for each panel of its packed form; empty: all.</summary>
    public ReadOnlySpan<int> Steps(int layer) => Bands(layer) is { } bands ? bands.Steps : [];

    /// <summary>The same of Wᵀ.</summary>
    public ReadOnlySpan<int> StepsTransposed(int layer) => _bandsTransposed?.Value[layer] is { } bands ? bands.Steps : [];

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

    /// <summary>Whether something below a layer is trained, so that it wants the layer's ∂C/∂x.</summary>
    private static bool HasBelow(NetworkShape shape, int layer) => layer > 0 || shape.Embedding is not null;

    private Span<float> OfEmbedding(long first, long count) => Values.AsSpan(Shape.EmbeddingOffset + (int)first, (int)count);

    private static bool IsWorthPacking(LayerShape layer) =>
        layer.Outputs > 1 && MatMul.PackedLength(layer.Inputs, layer.Outputs) <= Math.Max(SmallLayer, MostPadding * layer.WeightCount);

    private static AlignedFloats New(int k, int n)
    {
        long length = MatMul.PackedLength(k, n);
        return length <= AlignedFloats.MaximumLength ? new AlignedFloats((int)length)
            : throw new InvalidOperationException(Invariant(
                $"A layer's weights, brought into the form that products want, must be at most {AlignedFloats.MaximumLength} numbers, but {k}×{n} are {length}. Use fewer features or units, or sparse rows."));
    }
}
