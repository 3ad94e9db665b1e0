namespace Microsoft.ML.Trainers;

/// <summary>A loss as a function of output and label.</summary>
public interface ILossFunction<in TOutput, in TLabel>
{
    double Loss(TOutput output, TLabel label);
}

/// <summary>A loss on numbers, with its derivative by the output.</summary>
public interface IScalarLoss : ILossFunction<float, float>
{
    float Derivative(float output, float label);
}

/// <summary>A loss whose label is positive (&gt; 0) or not.</summary>
public interface IClassificationLoss : IScalarLoss
{
}

/// <summary>A loss whose label is a quantity.</summary>
public interface IRegressionLoss : IScalarLoss
{
}

/// <summary>Log loss of a logit: ln(1 + exp(−y·z)), y = ±1.</summary>
public sealed class LogLoss : IClassificationLoss
{
    public double Loss(float output, float label)
    {
        double margin = label > 0 ? output : -output;
        return Math.Max(0, -margin) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));
    }

    public float Derivative(float output, float label)
    {
        var probability = 1 / (1 + MathF.Exp(-output));
        return label > 0 ? probability - 1 : probability;
    }
}

/// <summary>Hinge loss: max(0, margin − y·z), y = ±1.</summary>
public sealed class HingeLoss(float margin = 1) : IClassificationLoss
{
    public double Loss(float output, float label) => Math.Max(0, margin - (label > 0 ? output : -output));

    public float Derivative(float output, float label)
    {
        var sign = label > 0 ? 1f : -1f;
        return margin > sign * output ? -sign : 0;
    }
}

/// <summary>Exponential loss: exp(−β·y·z), y = ±1.</summary>
public sealed class ExpLoss(float beta = 1) : IClassificationLoss
{
    public double Loss(float output, float label) => Math.Exp(-beta * (label > 0 ? output : -output));

    public float Derivative(float output, float label)
    {
        var factor = label > 0 ? -beta : beta;
        return factor * MathF.Exp(factor * output);
    }
}

/// <summary>Squared loss: (z − y)².</summary>
public sealed class SquaredLoss : IRegressionLoss
{
    public double Loss(float output, float label)
    {
        var difference = output - label;
        return difference * difference;
    }

    public float Derivative(float output, float label) => 2 * (output - label);
}

/// <summary>Poisson loss on a log link: exp(z) − y·z.</summary>
public sealed class PoissonLoss : IRegressionLoss
{
    public double Loss(float output, float label) => Math.Exp(output) - (label * output);

    public float Derivative(float output, float label) => MathF.Exp(output) - label;
}
