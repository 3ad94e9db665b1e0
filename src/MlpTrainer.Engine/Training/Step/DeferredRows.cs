using System.Runtime.InteropServices;
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
    private readonly WeightGradient _gradient;
    private readonly WeightUpdate _update;
    private readonly LayerShape _layer;
    private readonly StepReplay? _replay;
    private readonly long[] _current;                   // per feature: the last step its weights have made
    private readonly List<StepInfo> _steps;             // the steps after _base
    private readonly Action<int> _bringUpBatchBlock, _bringUpAllBlock;
    private long _base;

    public DeferredRows(
        ThreadTeam team, SparseInput input, WeightGradient gradient, WeightUpdate update, LayerShape layer, int stepsPerEpoch)
    {
        _steps = new(stepsPerEpoch);
        (_team, _input, _gradient, _update, _layer) = (team, input, gradient, update, layer);
        _replay = gradient.HasL1 ? null : update.Replay(gradient.L2);
        _input.Sorted = null;
        _groups = new FeatureGroups(layer.Inputs);
        _current = new long[layer.Inputs];
        _bringUpBatchBlock = BringUpBatchBlock;
        _bringUpAllBlock = BringUpAllBlock;
    }

    /// <summary>Whether deferring saves time: where a batch touches a fifth of the features or more, stepping them all in order is as fast.</summary>
    public static bool Pays(PreparedRows rows, int batchSize) =>
        rows.IsSparse && rows.Set.Store.Sparse is { Count: > 0 } sparse
        && sparse.EntryCount / (double)sparse.Count * batchSize < 0.2 * rows.Set.FeatureCount;

    /// <summary>The number of blocks of the current batch's features.</summary>
    public int BlockCount => (_groups.Count + BlockFeatures - 1) / BlockFeatures;

    private long LastStep => _base + _steps.Count;

    /// <summary>Makes the missed steps of the batch's features, before the batch is run, and notes that its own step follows.</summary>
    public void BringUpBatch(StepInfo step)
    {
        _input.Regroup(_groups);
        _team.Run(BlockCount, _bringUpBatchBlock);
        _steps.Add(step);
        _replay?.Add(_update.ForWeights(step));
    }

    /// <summary>Makes the batch's own step for a block of its features.</summary>
    public void StepBlock(int block, StepInfo step)
    {
        Span<float> gradient = _layer.Outputs <= StackOutputs ? stackalloc float[_layer.Outputs] : new float[_layer.Outputs];
        int end = Math.Min((block + 1) * BlockFeatures, _groups.Count);
        for (int slot = block * BlockFeatures; slot < end; slot++)
        {
            int feature = _groups.FeatureOf(slot);
            ParameterBlock row = Row(feature);
            PrefetchAfter(slot);
            _input.AddFeatureGradient(_groups, slot, gradient);
            Step(row, step, gradient);
            _current[feature] = step.Step;
        }
    }

    /// <summary>Makes all missed steps of all features.</summary>
    public void BringUpAll()
    {
        _team.Run((_layer.Inputs + BlockFeatures - 1) / BlockFeatures, _bringUpAllBlock);
        Restart(LastStep);
    }

    /// <summary>Takes all weights to be those after this step.</summary>
    public void Restart(long step)
    {
        Array.Fill(_current, step);
        _steps.Clear();
        _replay?.Clear();
        _base = step;
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
        if (slot + Ahead < _groups.Count)
        {
            _update.Prefetch(Row(_groups.FeatureOf(slot + Ahead)));
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
        int first = (int)(_current[feature] - _base);
        if (first == _steps.Count)
        {
            return;
        }

        ParameterBlock row = Row(feature);
        if (_replay is not null)
        {
            _update.Apply(row, _replay, first, _steps.Count);
        }
        else
        {
            BringUpStepByStep(row, first);
        }

        _current[feature] = LastStep;
    }

    private void BringUpStepByStep(in ParameterBlock row, int first)
    {
        Span<float> gradient = _layer.Outputs <= StackOutputs ? stackalloc float[_layer.Outputs] : new float[_layer.Outputs];
        foreach (StepInfo step in CollectionsMarshal.AsSpan(_steps)[first..])
        {
            Step(row, step, gradient);
        }
    }

    /// <summary>One step; the gradient comes back as zeros.</summary>
    private void Step(in ParameterBlock row, StepInfo step, Span<float> gradient)
    {
        _gradient.RegularizeL1(row, gradient);
        _update.Apply(row, step, _gradient.L2, gradient);
        _update.MoveAverage(row, step.Step);
    }
}
