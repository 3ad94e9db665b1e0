using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Epochs of mini-batches, each one step. Open here, then <see cref="TrainingStep"/> and <see cref="RowPhase"/>.</summary>
internal sealed class TrainingLoop : ITrainingLoop
{
    private const int MaximumRollBacks = 20;

    private readonly TrainingOptions _options;
    private readonly PreparedRows _rows;
    private readonly NetworkParameters _parameters;
    private readonly EpochMonitor _monitor;
    private readonly TrainingStep _step;
    private readonly Regularization _regularization;
    private readonly Checkpoint? _checkpoint;
    private readonly int _batchSize;
    private readonly int[] _order;
    private long _stepNumber;
    private double _learningRate, _rateFactor = 1, _lowestCost = double.PositiveInfinity;

    public TrainingLoop(ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, EpochMonitor monitor)
    {
        (_options, _rows, _parameters, _monitor) = (options, rows, parameters, monitor);
        _batchSize = BatchSize(options.BatchSize, rows.Set.RowCount);
        _step = new TrainingStep(team, rows, parameters, options, _batchSize, DeferredRows.Pays(rows, _batchSize));
        _regularization = new Regularization(options.L2Regularization, options.L1Regularization);
        _checkpoint = options.Divergence == DivergenceRule.RollBack ? new Checkpoint(_step.Update) : null;
        _order = new int[rows.Set.RowCount];
    }

    public int RollBacks { get; private set; }

    public AlignedFloats Parameters => _step.Update.Best;

    private int StepsPerEpoch => (_order.Length + _batchSize - 1) / _batchSize;

    public StopReason Run()
    {
        for (int epoch = 1; epoch <= _options.MaximumNumberOfEpochs; epoch++)
        {
            _monitor.BeginEpoch();
            Shuffle.Fill(_order, _options.Seed, epoch);
            (double cost, long rows, StopReason? interruption) = RunBatches(epoch);
            if (rows == 0)
            {
                return interruption!.Value;                                 // interrupted before the epoch's first step
            }

            _step.Flush();
            if (Diverged(cost))
            {
                RollBack(epoch--);
                continue;
            }

            cost += _regularization.Cost(_parameters);
            if (_monitor.EndEpoch(cost, _learningRate, rows, Parameters, interruption) is { } reason)
            {
                return reason;
            }

            KeepCheckpoint(epoch, cost);
        }

        return StopReason.MaximumEpochs;
    }

    /// <summary>The batches of one epoch: their cost, a mean or a sum as the cost has it, and how many rows they had.</summary>
    private (double Cost, long Rows, StopReason? Interruption) RunBatches(int epoch)
    {
        double cost = 0;
        int rows = 0;
        bool mean = _options.Cost.Reduction == Reduction.Mean;
        while (rows < _order.Length && double.IsFinite(cost))
        {
            if (_monitor.Interruption() is { } reason)
            {
                return (mean ? cost / rows : cost, rows, reason);
            }

            _options.CheckAlive?.Invoke();
            int count = Math.Min(_batchSize, _order.Length - rows);
            var batch = new Batch(_order, rows, count, epoch, _rows.WeightFactor(_options.Cost.Reduction, count));
            double batchCost = _step.Run(batch, NextStep(epoch));
            _lowestCost = _stepNumber == 1 ? batchCost : _lowestCost;
            cost += mean ? batchCost * count : batchCost;
            rows += count;
        }

        return (mean ? cost / rows : cost, rows, null);
    }

    private StepInfo NextStep(int epoch)
    {
        _stepNumber++;
        var time = new ScheduleTime(_stepNumber, epoch, StepsPerEpoch, _options.MaximumNumberOfEpochs, _monitor.Costs);
        _learningRate = (_options.LearningRate ?? _options.Optimizer.LearningRate) * _options.Schedule.FactorAt(time) * _rateFactor;
        return new StepInfo(_stepNumber, (float)_learningRate, WeightDecay: 0f);
    }

    private bool Diverged(double cost) => !double.IsFinite(cost) || !TensorPrimitives.IsFiniteAll<float>(_parameters.Values);

    /// <summary>An epoch is good to go back to if its cost is the lowest so far: where training is about to diverge, costs already rise.</summary>
    private void KeepCheckpoint(int epoch, double cost)
    {
        if (cost <= _lowestCost)
        {
            _checkpoint?.Save(epoch, _stepNumber);
            _lowestCost = cost;
        }
    }

    /// <summary>Back to the end of the best epoch, with half the learning rate.</summary>
    private void RollBack(int epoch)
    {
        if (_checkpoint is null || RollBacks == MaximumRollBacks)
        {
            throw new TrainingDivergedException(epoch, _stepNumber, _learningRate);
        }

        RollBacks++;
        _rateFactor /= 2;
        _options.Warn?.Invoke(
            Invariant($"Training diverged in epoch {epoch}, step {_stepNumber}, at learning rate {_learningRate:g6}; it goes on from the end of epoch {_checkpoint.Epoch} with half the learning rate."));
        _checkpoint.Restore();
        _parameters.RefreshAll();
        _stepNumber = _checkpoint.Step;
        _step.Restart();
    }

    /// <summary>200, as in scikit-learn, but few enough for 30 steps an epoch, and at least 16.</summary>
    public static int BatchSize(int? chosen, int rows) => chosen switch
    {
        null => Math.Min(rows, Math.Clamp(rows / 30, 16, 200)),
        TrainingOptions.FullBatch => rows,
        _ => Math.Min(rows, chosen.Value),
    };
}
