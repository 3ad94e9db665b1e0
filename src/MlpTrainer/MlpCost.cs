using Microsoft.ML.Trainers;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;

namespace MlpTrainer;

/// <summary>Costs from ML.NET's public loss functions, and from your own classes that implement its interfaces.</summary>
/// <remarks>
/// The engine's own costs (<see cref="CrossEntropyCost"/>, <see cref="HuberCost"/>, …) are faster and exact in double; this is for losses that it
/// lacks. <see cref="CostCheck.Verify"/> compares a loss's derivative with its values.
/// </remarks>
public static class MlpCost
{
    /// <summary>c = loss(z, ±1): the loss sees the Score z, and the label as +1 for true and −1 for false, as with ML.NET's own trainers.</summary>
    /// <remarks>Probability is σ(Score) for any loss; only with <see cref="LogLoss"/> is that a calibrated probability. After training with another
    /// one append a calibrator, such as <c>mlContext.BinaryClassification.Calibrators.Platt()</c>.</remarks>
    /// <param name="loss">The loss; called from several threads at once.</param>
    /// <exception cref="ArgumentNullException">The loss is null.</exception>
    public static Cost From(IClassificationLoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new ClassificationLossCost(loss);
    }

    /// <summary>c = loss(Score, y), with the label as it is in the data.</summary>
    /// <remarks>With <see cref="PoissonLoss"/>, which takes the logarithm of the mean for its output, Score is that logarithm; the engine's
    /// <see cref="PoissonCost"/> gives the mean itself.</remarks>
    /// <param name="loss">The loss; called from several threads at once.</param>
    /// <param name="link">f in Score = f(z), elementwise; null: Score = z. <see cref="Activation.Exponential"/> suits a loss that wants positive
    /// outputs, such as <c>TweedieLoss</c>.</param>
    /// <param name="standardizeTargets">Whether labels may be standardized (mean 0, variance 1) before the loss sees them: true for losses that mean
    /// the same in any units, such as <see cref="SquaredLoss"/>; it makes training on large labels much easier. Only without a link.</param>
    /// <exception cref="ArgumentException">The link is not elementwise, or stands beside standardized targets.</exception>
    public static Cost From(IRegressionLoss loss, Activation? link = null, bool standardizeTargets = false)
    {
        ArgumentNullException.ThrowIfNull(loss);
        link ??= Activation.Identity;
        if (!link.IsElementwise)
        {
            throw new ArgumentException($"link must be elementwise, but was {link}.", nameof(link));
        }

        if (standardizeTargets && link != Activation.Identity)
        {
            throw new ArgumentException($"standardizeTargets must be false with a link, but was true with {link}.", nameof(standardizeTargets));
        }

        return new RegressionLossCost(loss, link, standardizeTargets);
    }
}
