namespace MlpTrainer.Engine;

/// <summary>Adam with Nesterov's momentum: W ← W − η·m̄/(√v̂ + ε), m̄ = β₁·m/(1−β₁^(t+1)) + (1−β₁)·g/(1−β₁ᵗ), m, v and v̂ as in <see cref="Adam"/>.</summary>
/// <remarks>
/// β₁ is constant, as in Optax; PyTorch and Keras follow the paper's optional schedule of β₁. ε stands outside the root of the corrected v̂. Defaults as Adam's.
/// Source: Dozat, "Incorporating Nesterov momentum into Adam" (2016), algorithm 2.
/// </remarks>
public sealed class Nadam : AdamFamily
{
    /// <inheritdoc/>
    public override string Name => "nadam";

    /// <inheritdoc/>
    protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        float ahead = (float)(step.LearningRate * Beta1 / (1 - Math.Pow(Beta1, step.Step + 1)));
        float now = (float)(step.LearningRate * (1.0 - Beta1) / (1 - Math.Pow(Beta1, step.Step)));
        float secondCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step.Step)));
        Span<float> means = state[0], squares = state[1];
        for (int i = 0; i < weights.Length; i++)
        {
            float g = gradient[i];
            float m = means[i] = (Beta1 * means[i]) + ((1f - Beta1) * g);
            float v = squares[i] = (Beta2 * squares[i]) + ((1f - Beta2) * g * g);
            weights[i] -= ((ahead * m) + (now * g)) / ((MathF.Sqrt(v) * secondCorrection) + Epsilon);
        }
    }
}
