using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>ML.NET's loss on an output and a label, both numbers, as a cost on a = link(z).</summary>
internal sealed class RegressionLossCost(IRegressionLoss loss, Activation link, bool standardizeTargets) : OutputCost(link)
{
    public override string Name => loss.GetType().Name;

    public override bool TargetsMayBeStandardized => standardizeTargets;

    public override double Value(double a, double y) => loss.Loss((float)a, (float)y);

    public override double Derivative(double a, double y) => loss.Derivative((float)a, (float)y);
}
