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
    private readonly List<double> _costs = [];
    private Metric? _metric = options.EarlyStopping?.Metric;
    private AlignedFloats? _bestParameters;
    private double _bestValue = double.NaN;
    private TimeSpan _epochStart;

    public IReadOnlyList<EpochRecord> History => _history;

    /// <summary>The epoch of the best weights, or the last epoch where no best is kept.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Why training must stop in the middle of an epoch, or null. Asked before each step.</summary>
    /// <exception cref="OperationCanceledException">The user cancelled and asked for this.</exception>
    public StopReason? Interruption()
    {
        if (options.CancellationToken.IsCancellationRequested)
        {
            if (options.ThrowOnCancel)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
            }

            return StopReason.Cancelled;
        }

        return _total.Elapsed >= options.TimeBudget ? StopReason.TimeBudget : null;
    }

    /// <summary>What the schedule is told of a step; the costs are those of validation where there is any, else of training.</summary>
    public ScheduleTime Time(long step, int epoch, int stepsPerEpoch) => new(step, epoch, stepsPerEpoch, options.MaximumNumberOfEpochs, _costs);

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
        _costs.Add(validationCost ?? cost);
        KeepBest(record, parameters);
        record = record with { Warnings = warnings?.Take() ?? [] };
        _history.Add(record);
        options.Progress?.Report(record);
        return interruption ?? Interruption() ?? Reached(record);
    }

    /// <summary>Takes note that the weights are again those of the end of an epoch.</summary>
    public void GoBack(int epoch)
    {
        if (_bestParameters is null)
        {
            BestEpoch = epoch;
        }
    }

    /// <summary>The weights to return, given those at the end.</summary>
    public AlignedFloats Choose(AlignedFloats last) => _bestParameters ?? last;

    private (double? Cost, double? Metric) Validate(ReadOnlySpan<float> parameters)
    {
        if (validator is null)
        {
            return (null, null);
        }

        (double cost, double? metric) = validator.Evaluate(parameters);
        if (_metric is not null && metric is { } value && double.IsNaN(value))
        {
            options.Warn?.Invoke($"{_metric.Name} is not defined on the validation rows (one class only?); early stopping watches the cost instead.");
            _metric = null;
        }

        return (cost, _metric is null ? null : metric);
    }

    private void KeepBest(EpochRecord record, ReadOnlySpan<float> parameters)
    {
        if (options.EarlyStopping is not { } rule)
        {
            BestEpoch = record.Epoch;
            return;
        }

        double value = record.ValidationMetric ?? record.ValidationCost ?? record.Cost;
        double improvement = _metric is { HigherIsBetter: true } ? value - _bestValue : _bestValue - value;
        if (_bestParameters is null || double.IsNaN(_bestValue) || improvement > rule.MinimumImprovement)
        {
            (_bestValue, BestEpoch) = (value, record.Epoch);
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

        return record.Epoch - BestEpoch >= options.EarlyStopping?.Patience ? StopReason.EarlyStopping : null;
    }
}
