namespace MlpTrainer.Engine;

/// <summary>One layer, a = f(x·W + b), and where its W and b stand in the network's flat parameters.</summary>
/// <param name="Inputs">The number of inputs, at least 1.</param>
/// <param name="Outputs">The number of units, at least 1.</param>
/// <param name="Activation">f; for the last layer the cost's link.</param>
/// <param name="HasBias">Whether there is a b; without it a = f(x·W).</param>
/// <param name="WeightOffset">Where W [inputs×outputs], row-major, begins.</param>
/// <param name="BiasOffset">Where b [outputs] begins, right after W.</param>
public sealed record LayerShape(int Inputs, int Outputs, Activation Activation, bool HasBias, int WeightOffset, int BiasOffset)
{
    /// <summary>The number of weights, inputs · outputs.</summary>
    public int WeightCount => Inputs * Outputs;

    /// <summary>The number of biases: outputs, or 0.</summary>
    public int BiasCount => HasBias ? Outputs : 0;
}
