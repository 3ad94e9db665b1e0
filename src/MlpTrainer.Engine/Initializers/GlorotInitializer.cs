namespace MlpTrainer.Engine;

/// <summary>Variance 2/(inputs + outputs): uniform on ±√(6/(inputs + outputs)), or normal with that variance.</summary>
/// <remarks>Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010), equation 16.</remarks>
public sealed class GlorotInitializer : Initializer
{
    /// <summary>Whether weights are drawn from the normal distribution; uniform by default.</summary>
    public bool Normal { get; init; }

    /// <inheritdoc/>
    public override string Name => Normal ? "glorot normal" : "glorot uniform";

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, int inputs, int outputs, CounterRandom random) =>
        VarianceScaling.Fill(weights, 2.0 / (inputs + outputs), Normal, random);
}
