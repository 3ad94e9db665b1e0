namespace MlpTrainer.Engine;

/// <summary>Inverted dropout: each input and hidden unit is 0 with probability p, else multiplied by 1/(1 − p), so its expectation is unchanged.</summary>
/// <remarks>
/// Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014). The mask is a pure function of seed, epoch,
/// row and unit. Of hidden units four share 64 random bits: p is a multiple of 1/65,536 there.
/// </remarks>
internal sealed class DropoutMasks(NetworkShape shape, LayerBuffers buffers, float inputRate, float hiddenRate, ulong seed)
{
    /// <summary>Null where nothing is dropped.</summary>
    public static DropoutMasks? For(NetworkShape shape, LayerBuffers buffers, TrainingOptions options) =>
        options.InputDropout > 0f || options.Dropout > 0f
            ? new DropoutMasks(shape, buffers, options.InputDropout, options.Dropout, options.Seed) : null;

    /// <summary>Drops values of x̂, row i of the batch.</summary>
    public void DropInputs(in Batch batch, int i, Span<float> x)
    {
        CounterRandom random = Stream(batch, i);
        for (int k = 0; inputRate > 0f && k < x.Length; k++)
        {
            x[k] *= Factor(random, k, inputRate);
        }
    }

    /// <summary>Drops the same values of x̂, given sparse.</summary>
    public void DropInputs(in Batch batch, int i, ReadOnlySpan<int> indices, Span<float> values)
    {
        CounterRandom random = Stream(batch, i);
        for (int k = 0; inputRate > 0f && k < values.Length; k++)
        {
            values[k] *= Factor(random, indices[k], inputRate);
        }
    }

    /// <summary>Fills the masks of the hidden layers for rows [first, first + count) of the batch.</summary>
    public void FillHidden(in Batch batch, int first, int count)
    {
        for (int i = first; hiddenRate > 0f && i < first + count; i++)
        {
            CounterRandom random = Stream(batch, i);
            long draw = shape.Inputs;
            for (int l = 0; l < shape.Layers.Count - 1; l++)
            {
                int width = shape.Layers[l].Outputs;
                draw = random.FillMask(buffers.Mask[l].AsSpan(i * width, width), draw, hiddenRate);
            }
        }
    }

    private static float Factor(CounterRandom random, long unit, float rate) => random.Uniform(unit) < rate ? 0f : 1f / (1f - rate);

    private CounterRandom Stream(in Batch batch, int i) => new(seed, RandomPurpose.Dropout, batch.Epoch, batch.Row(i));
}
