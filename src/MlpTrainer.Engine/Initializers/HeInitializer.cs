namespace MlpTrainer.Engine;

/// <summary>Variance 2/inputs: uniform on ±√(6/inputs), or normal with that variance; for the ReLU family, which lets half the variance through.</summary>
/// <remarks>Source: He et al., "Delving deep into rectifiers" (2015), equation 10. The normal distribution is not truncated.</remarks>
public sealed class HeInitializer : Initializer
{
    /// <summary>Whether weights are drawn from the normal distribution; uniform by default.</summary>
    public bool Normal { get; init; }

    /// <inheritdoc/>
    public override string Name => Normal ? "he normal" : "he uniform";

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, int inputs, int outputs, CounterRandom random) =>
        VarianceScaling.Fill(weights, 2.0 / inputs, Normal, random);
}
