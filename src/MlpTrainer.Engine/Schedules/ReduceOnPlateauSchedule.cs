namespace MlpTrainer.Engine;

/// <summary>Reduce on plateau: the rate is multiplied by Decay whenever the monitored cost has not improved for more than Patience epochs.</summary>
/// <remarks>
/// An epoch improves when its cost is below (1 − Threshold)·best for best &gt; 0, below best − Threshold·|best| in general. After a drop the count
/// of bad epochs starts anew. The factor is found by going through the finished epochs' costs, so it depends on nothing else.
/// Source: PyTorch's ReduceLROnPlateau, whose rule and defaults these are.
/// </remarks>
public sealed class ReduceOnPlateauSchedule : Schedule
{
    /// <summary>What each drop multiplies the rate by, greater than 0 and less than 1; 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0 and less than 1.</exception>
    public double Decay { get; init => field = Require.Between(0, 1, value); } = 0.1;

    /// <summary>How many epochs without improvement are borne, at least 0; 10 by default: the eleventh lowers the rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0.</exception>
    public int Patience { get; init => field = Require.AtLeast(0, value); } = 10;

    /// <summary>The share of the best cost by which a cost must be lower to be an improvement, in [0, 1); 1e-4 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public double Threshold { get; init => field = Require.In(0, 1, value); } = 1e-4;

    /// <inheritdoc/>
    public override string Name => "reduce on plateau";

    /// <inheritdoc/>
    public override double Factor(in ScheduleTime time)
    {
        double best = double.PositiveInfinity;
        int badEpochs = 0, drops = 0;
        for (int i = 0; i < time.EpochCosts.Count; i++)
        {
            double cost = time.EpochCosts[i];
            if (double.IsPositiveInfinity(best) || cost < best - (Threshold * Math.Abs(best)))
            {
                best = cost;
                badEpochs = 0;
            }
            else if (++badEpochs > Patience)
            {
                drops++;
                badEpochs = 0;
            }
        }

        return Math.Pow(Decay, drops);
    }
}
