namespace MlpTrainer.Engine;

/// <summary>What follows when training diverges: its end, or another try from the end of the best epoch with half the learning rate.</summary>
internal sealed class Recovery(TrainingOptions options, NetworkParameters parameters, TrainingStep training)
{
    private const int MaximumRollBacks = 20;

    private readonly Checkpoint? _checkpoint = options.Divergence == DivergenceRule.RollBack ? new Checkpoint(training.Update) : null;
    private double _lowestCost = double.PositiveInfinity;

    /// <summary>How often training went back.</summary>
    public int RollBacks { get; private set; }

    /// <summary>What the learning rate is multiplied by: ½ for each time.</summary>
    public double RateFactor { get; private set; } = options.Continue?.RateFactor ?? 1;

    /// <summary>Takes the cost before the first step as the one to be beaten: of all rows, as the first batch tells it, with L2 and L1.</summary>
    public void Begin(double cost) => _lowestCost = cost;

    /// <summary>An epoch is good to go back to if its cost is the lowest so far: where training is about to diverge, costs already rise.</summary>
    public void EndEpoch(int epoch, long stepNumber, double cost)
    {
        if (cost <= _lowestCost)
        {
            _checkpoint?.Save(epoch, stepNumber);
            _lowestCost = cost;
        }
    }

    /// <summary>Goes back to the end of the best epoch.</summary>
    /// <param name="epoch">The epoch that diverged.</param>
    /// <param name="step">Its last step, over all epochs.</param>
    /// <param name="learningRate">The learning rate of that step.</param>
    /// <returns>The place gone back to.</returns>
    /// <exception cref="TrainingDivergedException">The options do not ask for this, or it was done too often.</exception>
    public Checkpoint RollBack(int epoch, long step, double learningRate)
    {
        if (_checkpoint is null || RollBacks == MaximumRollBacks)
        {
            throw new TrainingDivergedException(epoch, step, learningRate);
        }

        RollBacks++;
        RateFactor /= 2;
        options.Warn?.Invoke(
            Invariant($"Training diverged in epoch {epoch}, step {step}, at learning rate {learningRate:g6}; it goes on from the end of epoch {_checkpoint.Epoch} with half the learning rate."));
        _checkpoint.Restore();
        parameters.RefreshAll();
        training.Restart();
        return _checkpoint;
    }
}
