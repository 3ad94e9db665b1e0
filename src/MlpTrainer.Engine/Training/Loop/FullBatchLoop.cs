using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Iterations of an optimizer that sees all rows at once; each counts as an epoch.</summary>
internal sealed class FullBatchLoop(
    ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, EpochMonitor monitor) : ITrainingLoop
{
    private readonly FullBatchOptimizer _optimizer = (FullBatchOptimizer)options.Optimizer;
    private readonly CountedObjective _objective = new(new Objective(team, rows, parameters.Shape, options), options.CheckAlive);
    private StopReason? _reason;

    public int RollBacks => 0;

    public AlignedFloats Parameters => parameters.Values;

    public StopReason Run()
    {
        monitor.BeginEpoch();
        if (monitor.Interruption() is { } reason)
        {
            return reason;
        }

        if (_optimizer.Minimize(_objective, parameters.Values, EndIteration))
        {
            return StopReason.Converged;
        }

        int epochs = monitor.History.Count;
        return _reason ?? (epochs == options.MaximumNumberOfEpochs
            ? StopReason.MaximumEpochs
            : throw new TrainingDivergedException(epochs + 1, _optimizer));
    }

    private bool EndIteration(double cost)
    {
        int epoch = monitor.History.Count + 1;
        if (!double.IsFinite(cost) || !TensorPrimitives.IsFiniteAll<float>(parameters.Values))
        {
            throw new TrainingDivergedException(epoch, _optimizer);
        }

        _reason = monitor.EndEpoch(cost, _optimizer.LearningRate, _objective.TakeCount() * (long)rows.Set.RowCount, parameters.Values, null);
        monitor.BeginEpoch();
        return _reason is null && epoch < options.MaximumNumberOfEpochs;
    }

    /// <summary>Counts evaluations, for rows per second, and asks before each whether to go on.</summary>
    private sealed class CountedObjective(Objective objective, Action? checkAlive) : IObjective
    {
        private int _count;

        public int ParameterCount => objective.ParameterCount;

        public double Evaluate(ReadOnlySpan<float> at, Span<float> gradient)
        {
            checkAlive?.Invoke();
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
