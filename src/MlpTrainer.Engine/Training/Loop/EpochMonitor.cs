using System.Diagnostics;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>What happens at the end of each epoch: validation, the record, the best weights, and whether training stops.</summary>
/// <param name="options">The options, whose <see cref="TrainingOptions.Warn"/> adds to <paramref name="warnings"/>.</param>
/// <param name="validator">What measures the cost of the validation rows, or null without any.</param>
/// <param name="warnings">The warnings for the next record; null for none.</param>
internal sealed class EpochMonitor(TrainingOptions options, Validator? validator, PendingWarnings? warnings = null)
{
    private readonly Stopwatch _total = Stopwatch.StartNew();
    private readonly List<EpochRecord> _history = [];
    private readonly List<double> _costs = [.. options.Continue?.Costs ?? []];
    private readonly ValidationRemarks _remarks = new(options);
    private readonly WatchedValue? _watched =
        options.EarlyStopping is { } rule && (validator is not null || options.Optimizer is StepOptimizer) ? new WatchedValue(rule) : null;
    private AlignedFloats? _bestParameters;
    private TimeSpan _epochStart;
    private int _lastEpoch;
    private bool _hasValidationCost;

    public IReadOnlyList<EpochRecord> History => _history;

    /// <summary>Each epoch's cost, as a schedule is told of it.</summary>
    public IReadOnlyList<double> Costs => _costs;

    /// <summary>The epoch of the best weights, or that of the last ones where no best is kept; 0 before the first.</summary>
    public int BestEpoch => _bestParameters is null ? _lastEpoch : _watched!.BestEpoch;

    /// <summary>Why training must stop in the middle of an epoch, or null. Asked before each step.</summary>
    /// <param name="isTrained">Whether a step was made. Before the first, time is never up, and cancelling leaves no network to keep.</param>
    /// <exception cref="OperationCanceledException">The user cancelled, and asked for this or has no trained network yet.</exception>
    public StopReason? Interruption(bool isTrained = true)
    {
        CancellationToken token = options.CancellationToken;
        if (token.IsCancellationRequested)
        {
            return !isTrained ? throw new OperationCanceledException("Training was cancelled before its first step; there is no network to keep.", token)
                : options.ThrowOnCancel ? throw new OperationCanceledException(token)
                : StopReason.Cancelled;
        }

        return isTrained && _total.Elapsed >= options.TimeBudget ? StopReason.TimeBudget : null;
    }

    /// <summary>What the schedule is told of a step; the costs are those of validation as soon as there is a finite one, else of training.</summary>
    public ScheduleTime Time(long step, int epoch, int stepsPerEpoch) => new(step, epoch, stepsPerEpoch, (options.Continue?.Epochs ?? 0) + options.MaximumNumberOfEpochs, _costs);

    /// <summary>Starts an epoch's clock.</summary>
    public void BeginEpoch() => _epochStart = _total.Elapsed;

    /// <summary>Ends an epoch.</summary>
    /// <param name="cost">The training cost.</param>
    /// <param name="learningRate">The learning rate of the last step.</param>
    /// <param name="rows">How many rows were trained.</param>
    /// <param name="parameters">The weights at its end.</param>
    /// <param name="interruption">Why it ended early, or null.</param>
    /// <returns>Why training stops here, or null.</returns>
    public StopReason? EndEpoch(double cost, double learningRate, long rows, ReadOnlySpan<float> parameters, StopReason? interruption)
    {
        double seconds = (_total.Elapsed - _epochStart).TotalSeconds;
        (double? validationCost, double? metric) = Validate(parameters);
        var record = new EpochRecord(
            _history.Count + 1, cost, validationCost, metric, learningRate, (_total.Elapsed - _epochStart).TotalSeconds, rows / seconds);
        _lastEpoch = record.Epoch;
        _hasValidationCost |= validationCost is { } known && double.IsFinite(known);
        _costs.Add(_hasValidationCost ? validationCost!.Value : cost);
        KeepBest(record, parameters);
        record = record with { Warnings = warnings?.Take() ?? [] };
        _history.Add(record);
        options.Progress?.Report(record);
        return interruption ?? Interruption() ?? Reached(record);
    }

    /// <summary>What there is to say of a training that was ended by the number of its epochs, or null.</summary>
    public string? Unfinished() => UnfinishedTraining.Remark(options, _watched, _history);

    /// <summary>Takes note that the weights are again those of the end of an epoch.</summary>
    public void GoBack(int epoch) => _lastEpoch = epoch;

    /// <summary>The weights to return, given those at the end.</summary>
    public AlignedFloats Choose(AlignedFloats last) => _bestParameters ?? last;

    private (double? Cost, double? Metric) Validate(ReadOnlySpan<float> parameters)
    {
        if (validator is null)
        {
            return (null, null);
        }

        (double cost, double? metric) = validator.Evaluate(parameters);
        _remarks.Look(_history.Count + 1, cost, metric);
        return (cost, metric is { } value && double.IsFinite(value) ? value : null);
    }

    private void KeepBest(EpochRecord record, ReadOnlySpan<float> parameters)
    {
        if (_watched?.Gains(record) == true)
        {
            _bestParameters ??= new AlignedFloats(parameters.Length);
            parameters.CopyTo(_bestParameters);
        }
    }

    private StopReason? Reached(EpochRecord record)
    {
        if (record.Cost <= options.CostTolerance)
        {
            return StopReason.CostTolerance;
        }

        return record.Epoch - _watched?.BestEpoch >= options.EarlyStopping?.Patience ? StopReason.EarlyStopping : null;
    }
}
