namespace MlpTrainer.Engine;

/// <summary>AdaGrad: s ← s + g², W ← W − η·g/(√s + ε).</summary>
/// <remarks>
/// s starts at 0 and ε stands outside the root, as in PyTorch. The step shrinks with all that has been seen, so it suits sparse inputs.
/// Source: Duchi, Hazan, Singer, "Adaptive subgradient methods for online learning and stochastic optimization" (2011), figure 1, diagonal form.
/// </remarks>
public sealed class AdaGrad : StepOptimizer
{
    /// <summary>AdaGrad with PyTorch's defaults: η = 0.01, ε = 1e-10.</summary>
    public AdaGrad() => LearningRate = 0.01f;

    /// <summary>ε, which keeps the quotient finite, greater than 0; 1e-10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public float Epsilon { get; init => field = Require.Positive(value); } = 1e-10f;

    /// <inheritdoc/>
    public override string Name => "adagrad";

    /// <inheritdoc/>
    public override int StateCount => 1;

    /// <inheritdoc/>
    protected override void Step(StepInfo step, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        float rate = step.LearningRate;
        Span<float> sums = state[0];
        for (int i = 0; i < weights.Length; i++)
        {
            float g = gradient[i], sum = sums[i] + (g * g);
            sums[i] = sum;
            weights[i] -= rate * g / (MathF.Sqrt(sum) + Epsilon);
        }
    }
}
