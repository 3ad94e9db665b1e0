using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Iterations of an optimizer that sees all rows at once; each counts as an epoch.</summary>
internal sealed class FullBatchLoop : ITrainingLoop
{
    private readonly TrainingOptions _options;
    private readonly NetworkParameters _parameters;
    private readonly EpochMonitor _monitor;
    private readonly FullBatchOptimizer _optimizer;
    private readonly CountedObjective _objective;
    private readonly AlignedFloats _lastIteration;
    private readonly int _rows;
    private StopReason? _reason;

    public FullBatchLoop(ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, EpochMonitor monitor)
    {
        (_options, _parameters, _monitor, _rows) = (options, parameters, monitor, rows.Set.RowCount);
        _optimizer = (FullBatchOptimizer)options.Optimizer;
        _objective = new CountedObjective(new Objective(team, rows, parameters.Shape, options) { BeforePart = StopIfInterrupted });
        _lastIteration = new AlignedFloats(parameters.Values.Length);
    }

    public int RollBacks => 0;

    public AlignedFloats Parameters => _parameters.Values;

    public TrainingState? State() => null;

    public StopReason Run()
    {
        _monitor.BeginEpoch();
        try
        {
            if (_optimizer.Minimize(_objective, Parameters, EndIteration))
            {
                return StopReason.Converged;
            }

            ReportUnfinished();
        }
        catch (OperationCanceledException) when (_reason is not null)
        {
            _lastIteration.AsSpan().CopyTo(Parameters);                     // interrupted on the way to the next
        }

        int epochs = _monitor.History.Count;
        return _reason ?? (epochs == _options.MaximumNumberOfEpochs
            ? StopReason.MaximumEpochs
            : throw new TrainingDivergedException(epochs + 1, _optimizer));
    }

    /// <summary>Ends the optimizer's work in the middle of an evaluation, once an iteration is finished.</summary>
    private void StopIfInterrupted()
    {
        _options.CheckAlive?.Invoke();
        if (_monitor.Interruption(isTrained: _monitor.History.Count > 0) is { } reason)
        {
            _reason = reason;
            throw new OperationCanceledException();
        }
    }

    /// <summary>Says so where the number of iterations ended the search for a minimum.</summary>
    private void ReportUnfinished()
    {
        if (_options.Warn is { } warn && _reason is null && _monitor.History.Count == _options.MaximumNumberOfEpochs)
        {
            float[] gradient = new float[Parameters.Length];
            _objective.Evaluate(Parameters, gradient);
            float largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(gradient));
            warn(Invariant(
                $"{_optimizer} did not converge in {_monitor.History.Count} iterations: the largest entry of the gradient is still {largest:g3}. Raise MaximumNumberOfEpochs."));
        }
    }

    private bool EndIteration(double cost)
    {
        int epoch = _monitor.History.Count + 1;
        if (!double.IsFinite(cost) || !TensorPrimitives.IsFiniteAll<float>(Parameters))
        {
            throw new TrainingDivergedException(epoch, _optimizer);
        }

        Parameters.AsSpan().CopyTo(_lastIteration);
        _reason = _monitor.EndEpoch(cost, _optimizer.LearningRate, _objective.TakeCount() * (long)_rows, Parameters, null);
        _monitor.BeginEpoch();
        return _reason is null && epoch < _options.MaximumNumberOfEpochs;
    }

    /// <summary>Counts evaluations, for rows per second.</summary>
    private sealed class CountedObjective(Objective objective) : IObjective
    {
        private int _count;

        public int ParameterCount => objective.ParameterCount;

        public double Evaluate(ReadOnlySpan<float> at, Span<float> gradient)
        {
            _count++;
            return objective.Evaluate(at, gradient);
        }

        public int TakeCount()
        {
            int count = _count;
            _count = 0;
            return count;
        }
    }
}
