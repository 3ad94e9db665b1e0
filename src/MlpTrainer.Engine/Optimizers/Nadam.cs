namespace MlpTrainer.Engine;

/// <summary>Adam with Nesterov's momentum: W ← W − η·m̄/(√v̂ + ε), m̄ = β₁·m/(1−β₁^(t+1)) + (1−β₁)·g/(1−β₁ᵗ), m, v and v̂ as in <see cref="Adam"/>.</summary>
/// <remarks>
/// β₁ is constant, as in Optax; PyTorch and Keras follow the paper's optional schedule of β₁. ε stands outside the root of the corrected v̂.
/// Source: Dozat, "Incorporating Nesterov momentum into Adam" (2016), algorithm 2.
/// </remarks>
public sealed class Nadam : Optimizer
{
    /// <summary>Nadam with Adam's defaults: η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8.</summary>
    public Nadam() => LearningRate = 0.001f;

    /// <summary>β₁, the decay of the mean of gradients, in [0, 1); 0.9 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Beta1 { get; init => field = Require.In(0f, 1f, value); } = 0.9f;

    /// <summary>β₂, the decay of the mean of squared gradients, in [0, 1); 0.999 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Beta2 { get; init => field = Require.In(0f, 1f, value); } = 0.999f;

    /// <summary>ε, which keeps the quotient finite, greater than 0; 1e-8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-8f;

    /// <inheritdoc/>
    public override string Name => "nadam";

    /// <inheritdoc/>
    public override int StateCount => 2;

    /// <inheritdoc/>
    public override void Apply(
        StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
    {
        float ahead = (float)(step.LearningRate * Beta1 / (1 - Math.Pow(Beta1, step.Step + 1)));
        float now = (float)(step.LearningRate * (1.0 - Beta1) / (1 - Math.Pow(Beta1, step.Step)));
        float secondCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step.Step)));
        for (int i = 0; i < weights.Length; i++)
        {
            float g = gradient[i];
            float m = first[i] = (Beta1 * first[i]) + ((1f - Beta1) * g);
            float v = second[i] = (Beta2 * second[i]) + ((1f - Beta2) * g * g);
            weights[i] -= ((ahead * m) + (now * g)) / ((MathF.Sqrt(v) * secondCorrection) + Epsilon);
        }
    }
}
