namespace MlpTrainer.Engine;

/// <summary>A cost that is a sum over single outputs: c = Σ_j Value(z_j, y_j). The base of a user's own cost on the pre-activation z.</summary>
public abstract class ElementwiseCost : Cost
{
    /// <summary>The cost of one output.</summary>
    /// <param name="z">The output's pre-activation.</param>
    /// <param name="y">Its target.</param>
    public abstract double Value(double z, double y);

    /// <summary>d Value/dz.</summary>
    /// <param name="z">The output's pre-activation.</param>
    /// <param name="y">Its target.</param>
    public abstract double Derivative(double z, double y);

    /// <inheritdoc/>
    public override double Evaluate(in CostRows rows, Span<float> delta)
    {
        double cost = 0;
        for (int i = 0, j = 0; i < rows.Count; i++)
        {
            double weight = rows.Weights[i];
            for (int end = j + rows.Outputs; j < end; j++)
            {
                cost += weight * Value(rows.Z[j], rows.Targets[j]);
                delta[j] = (float)(weight * Derivative(rows.Z[j], rows.Targets[j]));
            }
        }

        return cost;
    }
}
