namespace MlpTrainer.Engine;

/// <summary>Reduce on plateau: the rate is multiplied by Decay whenever the monitored cost has not improved for more than Patience epochs.</summary>
/// <remarks>
/// An epoch improves when its cost is below (1 − Threshold)·best for best &gt; 0, below best − Threshold·|best| in general. After a drop the count
/// of bad epochs starts anew. A cost that is NaN or infinite is no improvement. The factor depends on the finished epochs' costs and on nothing else.
/// Source: PyTorch's ReduceLROnPlateau, whose rule and defaults these are, but for the default of <see cref="MinimumFactor"/>.
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

    /// <summary>The least factor, in [0, 1): a drop that would go below is not made; 1e-4 by default. 0: no limit, as in PyTorch.</summary>
    /// <remarks>With less than a ten-thousandth of its rate training stands still, while its epochs take as long as before.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public double MinimumFactor { get; init => field = Require.In(0, 1, value); } = 1e-4;

    /// <inheritdoc/>
    public override string Name => "reduce on plateau";

    /// <inheritdoc/>
    public override double Factor(in ScheduleTime time) => new Plateau(this).FactorAfter(time.EpochCosts);

    /// <inheritdoc/>
    internal override Schedule ForOneTraining() => new Following(this);

    /// <summary>What the costs seen so far amount to.</summary>
    private sealed class Plateau(ReduceOnPlateauSchedule rule)
    {
        private const double Rounding = 1 - 1e-12;

        private double _best = double.PositiveInfinity;
        private int _badEpochs, _drops, _seen;

        /// <summary>The factor after these epochs, of which those seen before are not looked at again.</summary>
        public double FactorAfter(IReadOnlyList<double> costs)
        {
            for (; _seen < costs.Count; _seen++)
            {
                See(costs[_seen]);
            }

            return Math.Pow(rule.Decay, _drops);
        }

        private void See(double cost)
        {
            if (double.IsFinite(cost) && (double.IsPositiveInfinity(_best) || cost < _best - (rule.Threshold * Math.Abs(_best))))
            {
                _best = cost;
                _badEpochs = 0;
            }
            else if (++_badEpochs > rule.Patience)
            {
                _drops += Math.Pow(rule.Decay, _drops + 1) >= rule.MinimumFactor * Rounding ? 1 : 0;
                _badEpochs = 0;
            }
        }
    }

    /// <summary>The schedule of one training, whose epochs come one after the other: each is looked at once, not at every step.</summary>
    private sealed class Following(ReduceOnPlateauSchedule rule) : Schedule
    {
        private readonly Plateau _plateau = new(rule);

        public override string Name => rule.Name;

        public override double Factor(in ScheduleTime time) => _plateau.FactorAfter(time.EpochCosts);
    }
}
