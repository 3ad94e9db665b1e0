using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>The rows of W¹ under sparse input: those of features that a batch lacks are stepped later, when next needed, exactly as if at once.</summary>
/// <remarks>
/// Without the feature a row's gradient is λ·W and depends on nothing else, and an optimizer is elementwise, so missed steps may be made one
/// after the other when the feature next occurs, or at the end of an epoch. Every weight goes through the same operations in the same order.
/// </remarks>
internal sealed class DeferredRows
{
    private const int BlockFeatures = 32;
    private const int Ahead = 6;                        // features between asking for a row's memory and stepping it
    private const int StackOutputs = 4096;              // widths up to this have their gradient on the stack

    private readonly ThreadTeam _team;
    private readonly SparseInput _input;
    private readonly FeatureGroups _groups;
    private readonly WeightUpdate _update;
    private readonly LayerShape _layer;
    private readonly int[] _made;                       // per feature: how many of the steps at hand its weights have made
    private readonly Action<int> _bringUpBatchBlock, _bringUpAllBlock;

    public DeferredRows(ThreadTeam team, SparseInput input, WeightUpdate update, LayerShape layer)
    {
        (_team, _input, _update, _layer) = (team, input, update, layer);
        _input.Sorted = null;
        _groups = new FeatureGroups(layer.Inputs);
        _made = new int[layer.Inputs];
        _bringUpBatchBlock = BringUpBatchBlock;
        _bringUpAllBlock = BringUpAllBlock;
    }

    /// <summary>Whether deferring saves time: where a batch touches a fifth of the features or more, stepping them all in order is as fast.</summary>
    public static bool Pays(PreparedRows rows, int batchSize) =>
        rows.IsSparse && rows.Set.Store.Sparse is { Count: > 0 } sparse
        && sparse.EntryCount / (double)sparse.Count * batchSize < 0.2 * rows.Set.FeatureCount;

    /// <summary>The number of blocks of the current batch's features.</summary>
    public int BlockCount => (_groups.Count + BlockFeatures - 1) / BlockFeatures;

    /// <summary>Makes the missed steps of the batch's features, before the batch is run.</summary>
    public void BringUpBatch()
    {
        _input.Regroup(_groups);
        _team.Run(BlockCount, _bringUpBatchBlock);
    }

    /// <summary>Makes the batch's own step for a block of its features.</summary>
    public void StepBlock(int block)
    {
        Span<float> gradient = _layer.Outputs <= StackOutputs ? stackalloc float[_layer.Outputs] : new float[_layer.Outputs];
        int end = Math.Min((block + 1) * BlockFeatures, _groups.Count);
        for (int slot = block * BlockFeatures; slot < end; slot++)
        {
            int feature = _groups.FeatureOf(slot);
            ParameterBlock row = Row(feature);
            PrefetchAfter(slot);
            _input.AddFeatureGradient(_groups, slot, gradient);
            Step(row, _update.StepCount - 1, gradient);
            _made[feature] = _update.StepCount;
        }
    }

    /// <summary>Makes all missed steps of all features.</summary>
    public void BringUpAll()
    {
        _team.Run((_layer.Inputs + BlockFeatures - 1) / BlockFeatures, _bringUpAllBlock);
        Restart();
    }

    /// <summary>Forgets what was missed: all weights are taken to be up to date.</summary>
    public void Restart()
    {
        Array.Clear(_made);
        _update.Clear();
    }

    private void BringUpBatchBlock(int block)
    {
        int end = Math.Min((block + 1) * BlockFeatures, _groups.Count);
        for (int slot = block * BlockFeatures; slot < end; slot++)
        {
            PrefetchAfter(slot);
            BringUp(_groups.FeatureOf(slot));
        }
    }

    private void PrefetchAfter(int slot)
    {
        if (slot + Ahead >= _groups.Count)
        {
            return;
        }

        ParameterBlock row = Row(_groups.FeatureOf(slot + Ahead));
        foreach (AlignedFloats array in _update.State)
        {
            Prefetch.Beginning<float>(row.Of(array));
        }
    }

    private ParameterBlock Row(int feature) => ParameterBlock.OfRows(_layer, 0, feature, 1);

    private void BringUpAllBlock(int block)
    {
        int end = Math.Min((block + 1) * BlockFeatures, _layer.Inputs);
        for (int feature = block * BlockFeatures; feature < end; feature++)
        {
            BringUp(feature);
        }
    }

    private void BringUp(int feature)
    {
        int first = _made[feature];
        if (first == _update.StepCount)
        {
            return;
        }

        ParameterBlock row = Row(feature);
        if (!_update.TryReplay(row, first))
        {
            BringUpStepByStep(row, first);
        }

        _made[feature] = _update.StepCount;
    }

    private void BringUpStepByStep(in ParameterBlock row, int first)
    {
        Span<float> gradient = _layer.Outputs <= StackOutputs ? stackalloc float[_layer.Outputs] : new float[_layer.Outputs];
        for (int step = first; step < _update.StepCount; step++)
        {
            Step(row, step, gradient);
        }
    }

    /// <summary>One step; the gradient comes back as zeros.</summary>
    private void Step(in ParameterBlock row, int step, Span<float> gradient)
    {
        _update.Apply(row, step, gradient);
        _update.MoveAverage(row, step);
    }
}
