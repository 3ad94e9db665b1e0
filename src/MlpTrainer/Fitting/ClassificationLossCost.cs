using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>ML.NET's loss on a score, whose label is +1 or −1, as a cost whose target is 1 or 0.</summary>
internal sealed class ClassificationLossCost(IClassificationLoss loss) : ElementwiseCost
{
    public override string Name => loss.GetType().Name;

    public override Activation Link => Activation.Sigmoid;

    public override string? TargetRule => "0 or 1";

    public override bool AcceptsTarget(float target, int outputs) => target is 0f or 1f;

    public override double Value(double z, double y) => loss.Loss((float)z, Sign(y));

    public override double Derivative(double z, double y) => loss.Derivative((float)z, Sign(y));

    private static float Sign(double y) => y > 0 ? 1 : -1;
}
