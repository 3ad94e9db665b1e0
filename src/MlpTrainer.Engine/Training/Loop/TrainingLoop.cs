using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Epochs of mini-batches, each one step. Open here, then <see cref="FusedStep"/> and <see cref="RowPhase"/>.</summary>
internal sealed class TrainingLoop : ITrainingLoop
{
    private readonly TrainingOptions _options;
    private readonly PreparedRows _rows;
    private readonly NetworkParameters _parameters;
    private readonly EpochMonitor _monitor;
    private readonly TrainingStep _step;
    private readonly ThreadChoice _threads;
    private readonly Recovery _recovery;
    private readonly Schedule _schedule;
    private readonly int _batchSize;
    private readonly int[] _order;
    private int _epoch;                                 // the last one finished, over all trainings that went on from each other
    private long _time;                                 // the step's number as a schedule knows it, which agrees with the epoch's
    private long _stepNumber;                           // as the optimizer knows it, which goes back with its state
    private double _learningRate;
    private double _initialPenalty;
    private StopReason? _interruption;

    public TrainingLoop(ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, EpochMonitor monitor)
    {
        (_options, _rows, _parameters, _monitor) = (options, rows, parameters, monitor);
        _batchSize = BatchSize(options.BatchSize, rows.Set.RowCount);
        _step = StepChoice.For(team, rows, parameters, options, _batchSize);
        _step.BetweenParts = StopIfInterrupted;
        _threads = new ThreadChoice(team, TimeProvider.System, options.HasFixedThreads);
        if (options.Continue is { } state)
        {
            state.CopyTo(_step.Update.State);
            parameters.RefreshAll();
            (_epoch, _stepNumber) = (state.Epochs, state.Steps);
        }

        _recovery = new Recovery(options, parameters, _step);
        _schedule = options.Schedule.ForOneTraining();
        _order = new int[rows.Set.RowCount];
    }

    public int RollBacks => _recovery.RollBacks;

    public AlignedFloats Parameters => _step.Update.Best;

    public TrainingState? State() => new(_step.Update.State, _epoch, _stepNumber, _recovery.RateFactor, _monitor.Costs);

    private int StepsPerEpoch => (_order.Length + _batchSize - 1) / _batchSize;

    public StopReason Run()
    {
        _initialPenalty = _step.Update.Penalty;
        int last = _epoch + _options.MaximumNumberOfEpochs;
        for (int epoch = _epoch + 1; epoch <= last; epoch++)
        {
            _monitor.BeginEpoch();
            Shuffle.Fill(_order, _options.Seed, epoch);
            (double cost, long rows) = RunBatches(epoch);
            if (rows == 0)
            {
                return _interruption!.Value;                                // before the epoch's first step
            }

            _step.Flush();
            cost += _step.Update.Penalty;
            if (Diverged(cost))
            {
                Checkpoint place = _recovery.RollBack(epoch--, _time, _learningRate);
                _stepNumber = place.Step;
                _monitor.GoBack(place.Epoch);
                continue;
            }

            _epoch = epoch;
            if (_monitor.EndEpoch(cost, _learningRate, rows, Parameters, _interruption) is { } reason)
            {
                return reason;
            }

            _recovery.EndEpoch(epoch, _stepNumber, cost);
        }

        if (_monitor.Unfinished() is { } remark)
        {
            _options.Warn?.Invoke(remark);
        }

        return StopReason.MaximumEpochs;
    }

    /// <summary>The batches of one epoch: their cost, a mean or a sum as the cost has it, and how many rows they had.</summary>
    private (double Cost, long Rows) RunBatches(int epoch)
    {
        double cost = 0;
        int rows = 0;
        bool mean = _options.Cost.Reduction == Reduction.Mean;
        while (rows < _order.Length && double.IsFinite(cost))
        {
            int count = Math.Min(_batchSize, _order.Length - rows);
            if (RunBatch(epoch, rows, count) is not { } batchCost)
            {
                break;
            }

            cost += mean ? batchCost * count : batchCost;
            rows += count;
        }

        return (mean ? cost / rows : cost, rows);
    }

    /// <summary>One step on some rows of the epoch.</summary>
    /// <returns>The batch's cost; null where training was interrupted before the step was made.</returns>
    private double? RunBatch(int epoch, int first, int count)
    {
        _interruption = _monitor.Interruption(isTrained: _stepNumber > 0);
        if (_interruption is not null)
        {
            return null;
        }

        _options.CheckAlive?.Invoke();
        Reduction reduction = _options.Cost.Reduction;
        var batch = new Batch(_order, first, count, epoch, _rows.WeightFactor(reduction, count));
        try
        {
            _threads.Begin();
            double cost = _step.Run(batch, NextStep(epoch, first / _batchSize));
            _threads.End(count);
            if (_stepNumber == 1)
            {
                _recovery.Begin((reduction == Reduction.Mean ? cost : cost * _order.Length / count) + _initialPenalty);
            }

            return cost;
        }
        catch (OperationCanceledException) when (_interruption is not null)
        {
            return null;
        }
    }

    /// <summary>Leaves a step on many rows between two parts of them.</summary>
    private void StopIfInterrupted()
    {
        _options.CheckAlive?.Invoke();
        _interruption = _monitor.Interruption(isTrained: _stepNumber > 1);
        if (_interruption is not null)
        {
            throw new OperationCanceledException();
        }
    }

    private StepInfo NextStep(int epoch, int batch)
    {
        _stepNumber++;
        _time = ((epoch - 1L) * StepsPerEpoch) + batch + 1;
        double factor = _schedule.FactorAt(_monitor.Time(_time, epoch, StepsPerEpoch));
        _learningRate = (_options.LearningRate ?? _options.Optimizer.LearningRate) * factor * _recovery.RateFactor;
        return new StepInfo(_stepNumber, (float)_learningRate, WeightDecay: 0f);
    }

    private bool Diverged(double cost) => !double.IsFinite(cost) || !TensorPrimitives.IsFiniteAll<float>(_parameters.Values);

    /// <summary>200, as in scikit-learn, but few enough for 30 steps an epoch, and at least 16.</summary>
    public static int BatchSize(int? chosen, int rows) => chosen switch
    {
        null => Math.Min(rows, Math.Clamp(rows / 30, 16, 200)),
        TrainingOptions.FullBatch => rows,
        _ => Math.Min(rows, chosen.Value),
    };
}
