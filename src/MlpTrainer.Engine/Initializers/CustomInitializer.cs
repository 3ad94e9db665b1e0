namespace MlpTrainer.Engine;

/// <summary>Fills the weights W of one layer, [inputs×outputs], row-major.</summary>
/// <param name="weights">W, [inputs×outputs], row-major; zero on entry or not, so fill every place.</param>
/// <param name="inputs">The number of the layer's inputs.</param>
/// <param name="outputs">The number of its units.</param>
/// <param name="random">The layer's own stream of random numbers.</param>
public delegate void FillWeights(Span<float> weights, int inputs, int outputs, CounterRandom random);

/// <summary>The user's own initial weights, by a function.</summary>
/// <remarks>Weights that are not finite are an error that names the first of them.</remarks>
/// <param name="fill">Fills the weights of one layer; called once per layer.</param>
public sealed class CustomInitializer(FillWeights fill) : Initializer
{
    private readonly FillWeights _fill = fill ?? throw new ArgumentNullException(nameof(fill));

    /// <inheritdoc/>
    public override string Name => "custom";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The function left a weight that is not a finite number.</exception>
    public override void Fill(Span<float> weights, int inputs, int outputs, CounterRandom random)
    {
        _fill(weights, inputs, outputs, random);
        for (int i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]))
            {
                throw new InvalidOperationException(
                    Invariant($"Weight [{i / outputs}, {i % outputs}] of a layer of {inputs}×{outputs} must be a finite number, but the custom initializer made it {weights[i]}."));
            }
        }
    }
}
