namespace MlpTrainer.Engine;

/// <summary>Variance 1/inputs: uniform on ±√(3/inputs), or normal with that variance; what SELU's constants are made for.</summary>
/// <remarks>Source: LeCun, Bottou, Orr, Müller, "Efficient BackProp" (1998), equation 16. The normal distribution is not truncated.</remarks>
public sealed class LeCunInitializer : Initializer
{
    /// <summary>Whether weights are drawn from the normal distribution; uniform by default.</summary>
    public bool Normal { get; init; }

    /// <inheritdoc/>
    public override string Name => Normal ? "lecun normal" : "lecun uniform";

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, int inputs, int outputs, CounterRandom random) =>
        VarianceScaling.Fill(weights, 1.0 / inputs, Normal, random);
}
