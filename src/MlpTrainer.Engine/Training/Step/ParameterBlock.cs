using System.Numerics;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>A slice of the parameters that one thread computes the gradient of and steps: some rows of a W, or a whole b, or a part of some embeddings.</summary>
/// <param name="Layer">The layer; <see cref="Waves"/> or <see cref="Mixture"/> of embeddings.</param>
/// <param name="IsBias">Whether it is the layer's b; of embeddings, phases or biases.</param>
/// <param name="FirstRow">The first row of W, or the first embedding; 0 for b.</param>
/// <param name="Rows">The number of rows of W, or of embeddings; 0 for b.</param>
/// <param name="Offset">Where the slice begins in the flat parameters.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct ParameterBlock(int Layer, bool IsBias, int FirstRow, int Rows, int Offset, int Length)
{
    /// <summary>In place of a layer: the frequencies and phases of embeddings, or their weights and biases.</summary>
    public const int Waves = -1, Mixture = -2;

    private const int TileRows = 12;                    // of the weight gradient's product
    private const int SparseLength = 8192, SparseBlocks = 16;       // floats, and blocks for the threads to share, under sparse input
    private const int MostLength = 24_576, LeastLength = 512;       // floats: few enough for a core's cache, enough work for a thread

    /// <summary>Whether it is a part of embeddings.</summary>
    public bool IsEmbedding => Layer < 0;

    /// <summary>All blocks of a network, by its shape and the form of its input only.</summary>
    public static ParameterBlock[] Of(NetworkShape shape, bool sparseInput = false) =>
        [.. shape.Layers.SelectMany((layer, l) =>
            WeightBlocks(layer, l, l == 0 && sparseInput ? SparseRows(layer) : RowsPerBlock(layer)).Concat(BiasBlock(layer, l))), .. EmbeddingBlocks(shape)];

    /// <summary>The rows of W in a block of the first layer under sparse input, a power of 2.</summary>
    public static int SparseRows(LayerShape layer) =>
        1 << BitOperations.Log2((uint)Math.Max(1, Math.Min(SparseLength / layer.Outputs, layer.Inputs / SparseBlocks)));

    /// <summary>Rows [first, first + rows) of W of a layer.</summary>
    public static ParameterBlock OfRows(LayerShape layer, int l, int first, int rows) =>
        new(l, IsBias: false, first, rows, layer.WeightOffset + (first * layer.Outputs), rows * layer.Outputs);

    /// <summary>The slice of an array laid out like the parameters; empty of an empty array.</summary>
    public Span<float> Of(AlignedFloats array) => array.Length == 0 ? [] : array.AsSpan(Offset, Length);

    private static IEnumerable<ParameterBlock> WeightBlocks(LayerShape layer, int l, int rows)
    {
        for (int first = 0; first < layer.Inputs; first += rows)
        {
            yield return OfRows(layer, l, first, Math.Min(rows, layer.Inputs - first));
        }
    }

    /// <summary>Whole tiles, four of them or many for narrow layers, so that one pass over δ serves many rows; down to half a tile where there would else be
    /// too few blocks to share out.</summary>
    private static int RowsPerBlock(LayerShape layer)
    {
        int fitting = MostLength / layer.Outputs, enough = LeastLength / layer.Outputs;
        int rows = Math.Max(4 * TileRows, enough / TileRows * TileRows);
        while (rows > 1 && (rows > fitting || (rows > TileRows / 2 && rows * 4 > layer.Inputs && rows / 2 > enough)))
        {
            rows /= 2;
        }

        return rows;
    }

    private static IEnumerable<ParameterBlock> BiasBlock(LayerShape layer, int l) =>
        layer.HasBias ? [new ParameterBlock(l, IsBias: true, 0, 0, layer.BiasOffset, layer.BiasCount)] : [];

    /// <summary>Some embeddings each, as many as make work for a thread.</summary>
    private static IEnumerable<ParameterBlock> EmbeddingBlocks(NetworkShape shape)
    {
        if (shape.Embedding is not { } embedding)
        {
            yield break;
        }

        int f = embedding.Frequencies, d = embedding.Outputs, waves = (int)embedding.WaveCount, weights = (int)embedding.WeightCount;
        int some = Math.Max(1, LeastLength / (f * d));
        for (int first = 0; first < embedding.Count; first += some)
        {
            int count = Math.Min(some, embedding.Count - first);
            yield return Part(Waves, false, 0, f);
            yield return Part(Mixture, false, waves, f * d);
            yield return Part(Waves, true, weights, f);
            yield return Part(Mixture, true, weights + waves, d);

            ParameterBlock Part(int layer, bool isBias, int offset, int each) =>
                new(layer, isBias, first, count, shape.EmbeddingOffset + offset + (first * each), count * each);
        }
    }
}
