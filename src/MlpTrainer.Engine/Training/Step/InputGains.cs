using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>A gain for each input of the first layer, trained with it: W¹ = s ⊙ V, row by row. What the network holds, and what scores, is W¹.</summary>
/// <remarks>
/// With G = ∂C/∂W¹: ∂C/∂V_ij = s_i·G_ij and ∂C/∂s_i = Σ_j V_ij·G_ij, so the gains cost nothing before the step. At the start s = 1 and V = W¹; members of ensembles start with <see cref="InitialGains"/>. Both are stepped by the optimizer, s at a
/// multiple of the rate and without decay; V has the decay. An input that tells nothing loses its gain, and with it all its weights, sooner than these would fall one by one.
/// It is the scaling layer of Holzmüller, Grinsztajn, Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular data" (2024), folded into W¹ at every step.
/// </remarks>
internal sealed class InputGains
{
    private readonly LayerShape _layer;
    private readonly float _rate;
    private readonly StepRule _weightRule, _gainRule;
    private readonly AlignedFloats _weights, _gains, _gradient;     // V [inputs×outputs], s [inputs], ∂C/∂s [inputs]

    private InputGains(NetworkParameters parameters, StepOptimizer optimizer, TrainingOptions options)
    {
        (_layer, _rate) = (parameters.Shape.Layers[0], options.InputGainRate);
        _weights = new AlignedFloats(parameters.Weights(0));
        (_gains, _gradient) = (new AlignedFloats(_layer.Inputs), new AlignedFloats(_layer.Inputs));
        _gains.AsSpan().Fill(1f);
        if (options.InitialGains is { } initial)
        {
            initial.CopyTo(_gains.AsSpan());
            Multiply(_weights.AsSpan(), _gains.AsSpan(), parameters.Weights(0));
            parameters.RefreshAll();
        }

        (_weightRule, _gainRule) = (optimizer.Rule(_weights.Length, l2: 0f), optimizer.Rule(_gains.Length, l2: 0f));
        State = [_weights, _gains, .. _weightRule.State, .. _gainRule.State];
    }

    /// <summary>V, s and the optimizer's state of both.</summary>
    public AlignedFloats[] State { get; }

    /// <summary>Null where the options ask for none.</summary>
    public static InputGains? For(NetworkParameters parameters, TrainingOptions options) =>
        options.InputGainRate == 0f ? null : new InputGains(parameters, (StepOptimizer)options.Optimizer, options);

    /// <summary>Adds a step.</summary>
    public void Add(StepInfo step)
    {
        _weightRule.Add(step);
        _gainRule.Add(step with { LearningRate = step.LearningRate * _rate });
    }

    /// <summary>Forgets all steps.</summary>
    public void Clear()
    {
        _weightRule.Clear();
        _gainRule.Clear();
    }

    /// <summary>Makes one of the steps at hand on a block of W¹.</summary>
    /// <param name="block">Rows of W¹.</param>
    /// <param name="step">Which step.</param>
    /// <param name="product">The block's W¹, which receives the new s ⊙ V.</param>
    /// <param name="gradient">G, penalties included; comes back as zeros.</param>
    public void Apply(in ParameterBlock block, int step, Span<float> product, Span<float> gradient)
    {
        int outputs = _layer.Outputs, offset = block.FirstRow * outputs;
        Span<float> weights = _weights.AsSpan(offset, block.Length), gains = _gains.AsSpan(block.FirstRow, block.Rows), gainGradient = _gradient.AsSpan(block.FirstRow, block.Rows);
        for (int i = 0; i < gains.Length; i++)
        {
            Span<float> row = gradient.Slice(i * outputs, outputs);
            gainGradient[i] = TensorPrimitives.Dot(weights.Slice(i * outputs, outputs), row);
            TensorPrimitives.Multiply(row, gains[i], row);
        }

        _weightRule.Apply(step, isBias: false, offset, weights, gradient);
        _gainRule.Apply(step, isBias: true, block.FirstRow, gains, gainGradient);
        Multiply(weights, gains, product);
    }

    /// <summary>W¹ = s ⊙ V.</summary>
    private void Multiply(ReadOnlySpan<float> weights, ReadOnlySpan<float> gains, Span<float> product)
    {
        int outputs = _layer.Outputs;
        for (int i = 0; i < gains.Length; i++)
        {
            TensorPrimitives.Multiply(weights.Slice(i * outputs, outputs), gains[i], product.Slice(i * outputs, outputs));
        }
    }
}
