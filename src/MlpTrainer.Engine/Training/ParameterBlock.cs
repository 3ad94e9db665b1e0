namespace MlpTrainer.Engine;

/// <summary>A slice of the parameters that one thread computes the gradient of and steps: some rows of a W, or a whole b.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="IsBias">Whether it is the layer's b.</param>
/// <param name="FirstRow">The first row of W; 0 for b.</param>
/// <param name="Rows">The number of rows of W; 0 for b.</param>
/// <param name="Offset">Where the slice begins in the flat parameters.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct ParameterBlock(int Layer, bool IsBias, int FirstRow, int Rows, int Offset, int Length)
{
    private const int TargetLength = 2048;              // floats: enough work for a thread, few enough for a core's cache

    /// <summary>All blocks of a network, by its shape only.</summary>
    public static ParameterBlock[] Of(NetworkShape shape) =>
        [.. shape.Layers.SelectMany((layer, l) => WeightBlocks(layer, l).Concat(BiasBlock(layer, l)))];

    /// <summary>Rows [first, first + rows) of W of a layer.</summary>
    public static ParameterBlock OfRows(LayerShape layer, int l, int first, int rows) =>
        new(l, IsBias: false, first, rows, layer.WeightOffset + (first * layer.Outputs), rows * layer.Outputs);

    /// <summary>The slice of an array laid out like the parameters; empty of an empty array.</summary>
    public Span<float> Of(float[] array) => array.Length == 0 ? [] : array.AsSpan(Offset, Length);

    private static IEnumerable<ParameterBlock> WeightBlocks(LayerShape layer, int l)
    {
        int blocks = Math.Clamp((int)Math.Min(int.MaxValue, (layer.WeightCount + TargetLength - 1L) / TargetLength), 1, layer.Inputs);
        for (int block = 0; block < blocks; block++)
        {
            int first = (int)((long)layer.Inputs * block / blocks), end = (int)((long)layer.Inputs * (block + 1) / blocks);
            yield return OfRows(layer, l, first, end - first);
        }
    }

    private static IEnumerable<ParameterBlock> BiasBlock(LayerShape layer, int l) =>
        layer.HasBias ? [new ParameterBlock(l, IsBias: true, 0, 0, layer.BiasOffset, layer.BiasCount)] : [];
}
