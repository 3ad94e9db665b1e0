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

    private readonly ThreadTeam _team;
    private readonly SparseInput _input;
    private readonly WeightGradient _gradient;
    private readonly WeightUpdate _update;
    private readonly LayerShape _layer;
    private readonly long[] _current;                   // per feature: the last step its weights have made
    private readonly List<StepInfo> _steps;             // the steps after _base
    private readonly Action<int> _bringUpBatchBlock, _bringUpAllBlock;
    private long _base;

    public DeferredRows(
        ThreadTeam team, SparseInput input, WeightGradient gradient, WeightUpdate update, LayerShape layer, int stepsPerEpoch)
    {
        _steps = new(stepsPerEpoch);
        (_team, _input, _gradient, _update, _layer) = (team, input, gradient, update, layer);
        _current = new long[layer.Inputs];
        _bringUpBatchBlock = BringUpBatchBlock;
        _bringUpAllBlock = BringUpAllBlock;
    }

    /// <summary>The number of blocks of the current batch's features.</summary>
    public int BlockCount => (Groups.Count + BlockFeatures - 1) / BlockFeatures;

    private FeatureGroups Groups => _input.Groups!;

    private long LastStep => _base + _steps.Count;

    /// <summary>Makes the missed steps of the batch's features, before the batch is run, and notes that its own step follows.</summary>
    public void BringUpBatch(StepInfo step)
    {
        _team.Run(BlockCount, _bringUpBatchBlock);
        _steps.Add(step);
    }

    /// <summary>Makes the batch's own step for a block of its features.</summary>
    public void StepBlock(int block, StepInfo step)
    {
        int end = Math.Min((block + 1) * BlockFeatures, Groups.Count);
        for (int slot = block * BlockFeatures; slot < end; slot++)
        {
            int feature = Groups.FeatureOf(slot);
            ParameterBlock row = ParameterBlock.OfRows(_layer, 0, feature, 1);
            row.Of(_gradient.Values).Clear();
            _input.AddFeatureGradient(slot, row.Of(_gradient.Values));
            Step(row, step);
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
        _base = step;
    }

    private void BringUpBatchBlock(int block)
    {
        int end = Math.Min((block + 1) * BlockFeatures, Groups.Count);
        for (int slot = block * BlockFeatures; slot < end; slot++)
        {
            BringUp(Groups.FeatureOf(slot));
        }
    }

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
        ParameterBlock row = ParameterBlock.OfRows(_layer, 0, feature, 1);
        for (long step = _current[feature] + 1; step <= LastStep; step++)
        {
            row.Of(_gradient.Values).Clear();
            Step(row, _steps[(int)(step - _base) - 1]);
        }

        _current[feature] = LastStep;
    }

    private void Step(in ParameterBlock row, StepInfo step)
    {
        _gradient.Regularize(row);
        _update.Apply(row, step);
        _update.MoveAverage(row, step.Step);
    }
}
