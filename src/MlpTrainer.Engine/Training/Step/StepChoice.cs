using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Which of the ways to make a step a training takes.</summary>
internal static class StepChoice
{
    /// <summary>The way that suits rows and options.</summary>
    /// <param name="team">Who does the work.</param>
    /// <param name="rows">The rows to train on.</param>
    /// <param name="parameters">The network, changed by every step.</param>
    /// <param name="options">Cost, optimizer, regularization.</param>
    /// <param name="batchSize">The most rows of a batch.</param>
    /// <param name="defer">Whether sparse input's weights are stepped late, which changes no bit, only the time; null: where it pays.</param>
    public static TrainingStep For(
        ThreadTeam team, PreparedRows rows, NetworkParameters parameters, TrainingOptions options, int batchSize, bool? defer = null)
    {
        if (PhasedStep.IsNeeded(options, batchSize))
        {
            return new PhasedStep(team, rows, parameters, options, batchSize);
        }

        return rows.IsSparse && options.InputGainRate == 0f && (defer ?? DeferredRows.Pays(rows, batchSize))
            ? new DeferredStep(team, rows, parameters, options, batchSize)
            : new FusedStep(team, rows, parameters, options, batchSize);
    }
}
