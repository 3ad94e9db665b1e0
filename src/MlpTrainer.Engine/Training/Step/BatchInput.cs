namespace MlpTrainer.Engine;

/// <summary>The rows of a batch on their way into the first layer, dense or sparse: x̂, a¹ = f(x̂·W¹ + b¹) and ∂C/∂W¹ = x̂ᵀ·δ¹.</summary>
internal abstract class BatchInput(NetworkParameters parameters, LayerBuffers buffers, DropoutMasks? dropout)
{
    private const int SmallBlock = 32, LargeBlock = 64;     // rows; even shares of the usual batches for two, four or eight threads
    private const int LargeNetwork = 1 << 18;               // parameters: from here on each block reads W from beyond the second-level cache

    private Batch _batch;

    /// <summary>The batch taken up.</summary>
    protected ref readonly Batch Batch => ref _batch;

    protected LayerBuffers Buffers { get; } = buffers;

    protected ForwardPass Forward { get; } = new(parameters, buffers);

    /// <summary>The width of the first layer.</summary>
    protected int Outputs { get; } = parameters.Shape.Layers[0].Outputs;

    protected DropoutMasks? Dropout { get; } = dropout;

    /// <summary>The form that suits the rows.</summary>
    /// <param name="rows">The rows that batches are made of.</param>
    /// <param name="parameters">The network.</param>
    /// <param name="buffers">Room for a batch.</param>
    /// <param name="backward">Whether <see cref="AddWeightGradient"/> will be asked for.</param>
    /// <param name="dropout">The options that say what is dropped; null for nothing.</param>
    public static BatchInput For(PreparedRows rows, NetworkParameters parameters, LayerBuffers buffers, bool backward, TrainingOptions? dropout = null)
    {
        DropoutMasks? masks = dropout is null ? null : DropoutMasks.For(parameters.Shape, buffers, dropout);
        return rows.IsSparse ? new SparseInput(rows, parameters, buffers, backward, masks) : new DenseInput(rows, parameters, buffers, masks);
    }

    /// <summary>The rows of a block, into which batches are cut for the threads: by the network and the form of its input only.</summary>
    public static int BlockRows(NetworkShape shape, bool sparseInput) =>
        sparseInput || shape.ParameterCount < LargeNetwork ? SmallBlock : LargeBlock;

    /// <summary>Takes up a batch; called by one thread, before any block of it.</summary>
    public virtual void Begin(in Batch batch) => _batch = batch;

    /// <summary>Gathers and scales x̂ of rows [first, first + count), chooses what they drop, and computes their z¹ and a¹.</summary>
    public void LoadAndMultiply(int first, int count)
    {
        Dropout?.FillHidden(_batch, first, count);
        LoadBlock(first, count);
    }

    /// <summary>Adds ∂C/∂W¹ for the features of a <see cref="ParameterBlock"/>, [first, first + count), to their gradient, [count×outputs].</summary>
    /// <param name="first">The first feature.</param>
    /// <param name="count">How many.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="isZeros">Whether that is known to be zeros.</param>
    public abstract void AddWeightGradient(int first, int count, Span<float> gradient, bool isZeros);

    /// <summary>Gathers and scales x̂, drops inputs, and computes z¹ and a¹.</summary>
    protected abstract void LoadBlock(int first, int count);
}
