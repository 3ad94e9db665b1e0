using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>W ← optimizer(W, ∂C/∂W + λ₂·W + λ₁·sign(W)), block by block, with the optimizer's state and the moving average of the weights.</summary>
internal sealed class WeightUpdate
{
    private readonly NetworkParameters _parameters;
    private readonly Regularization _penalty;
    private readonly StepRule _rule;
    private readonly StepRule? _embeddingRule;          // with a rate of its own
    private readonly float _embeddingRate;              // what the rate is multiplied by there
    private readonly InputGains? _gains;
    private readonly float? _averaging;
    private readonly AlignedFloats _average;

    /// <param name="parameters">The network, changed by every step.</param>
    /// <param name="options">Optimizer, regularization, averaging.</param>
    public WeightUpdate(NetworkParameters parameters, TrainingOptions options)
    {
        (_parameters, _averaging) = (parameters, options.WeightAveraging);
        AddsPenalty = options.GradientClipNorm is null && options.MaxNorm is null;
        _penalty = new Regularization(options.L2Regularization, options.L1Regularization);
        var optimizer = (StepOptimizer)options.Optimizer;
        int layers = parameters.Shape.EmbeddingOffset;
        _rule = optimizer.Rule(layers, AddsPenalty ? _penalty.L2 : 0f);
        _embeddingRule = parameters.Shape.Embedding is null ? null : optimizer.Rule(parameters.Values.Length - layers, AddsPenalty ? _penalty.L2 : 0f);
        _embeddingRate = (float)((options.NumericalEmbedding as PeriodicEmbedding)?.RateFactor ?? 1);
        _gains = InputGains.For(parameters, options);
        _average = _averaging is null ? AlignedFloats.Empty : new(parameters.Values.AsSpan());
        State = [parameters.Values, .. _rule.State, .. _embeddingRule?.State ?? [], .. _gains?.State ?? [], _average];
    }

    /// <summary>Whether <see cref="Apply(in ParameterBlock, Span{float})"/> adds λ₂·W + λ₁·sign(W) to the gradient; else <see cref="Regularize"/> is to be called before.</summary>
    public bool AddsPenalty { get; }

    /// <summary>The parameters that validation and the final network take: the average m ← d·m + (1 − d)·W where there is one.</summary>
    public AlignedFloats Best => _average.Length > 0 ? _average : _parameters.Values;

    /// <summary>All that a roll-back must bring back: weights, optimizer's state and average.</summary>
    public AlignedFloats[] State { get; }

    /// <summary>(λ₂/2)·ΣW² + λ₁·Σ|W|.</summary>
    public double Penalty => _penalty.Cost(_parameters);

    /// <summary>How many steps are at hand, the latest one included.</summary>
    public int StepCount => _rule.Count;

    /// <summary>The step that follows, the only one at hand.</summary>
    public void Begin(StepInfo step)
    {
        Clear();
        Add(step);
    }

    /// <summary>The step that follows; those before it stay at hand, for blocks that make them later.</summary>
    public void Add(StepInfo step)
    {
        _rule.Add(step);
        _gains?.Add(step);
        _embeddingRule?.Add(step with { LearningRate = step.LearningRate * _embeddingRate });
    }

    /// <summary>Forgets the steps at hand.</summary>
    public void Clear()
    {
        _rule.Clear();
        _gains?.Clear();
        _embeddingRule?.Clear();
    }

    /// <summary>gradient ← gradient + λ₂·W + λ₁·sign(W); nothing for biases.</summary>
    public void Regularize(in ParameterBlock block, Span<float> gradient)
    {
        if (!block.IsBias)
        {
            _penalty.AddGradient(block.Of(_parameters.Values), gradient);
        }
    }

    /// <summary>Makes the latest step of a block, given ∂C/∂W of the data cost, which comes back as zeros.</summary>
    public void Apply(in ParameterBlock block, Span<float> gradient) => Apply(block, _rule.Count - 1, gradient);

    /// <summary>Makes one of the steps at hand of a block.</summary>
    public void Apply(in ParameterBlock block, int step, Span<float> gradient)
    {
        Span<float> weights = block.Of(_parameters.Values);
        if (_gains is not null && block is { Layer: 0, IsBias: false })
        {
            if (AddsPenalty)
            {
                _penalty.AddGradient(weights, gradient);
            }

            _gains.Apply(block, step, weights, gradient);
            return;
        }

        if (AddsPenalty && !block.IsBias)
        {
            _penalty.AddL1Gradient(weights, gradient);                      // λ₂·W is added by the rule, which reads W anyway
        }

        if (block.IsEmbedding)
        {
            _embeddingRule!.Apply(step, block.IsBias, block.Offset - _parameters.Shape.EmbeddingOffset, weights, gradient);
        }
        else
        {
            _rule.Apply(step, block.IsBias, block.Offset, weights, gradient);
        }
    }

    /// <summary>Makes all steps at hand from the given one on, of weights on which no data had influence, where there is a faster way than one by one.</summary>
    /// <returns>False where there is none; nothing was changed.</returns>
    public bool TryReplay(in ParameterBlock block, int first) =>
        _averaging is null && !_penalty.HasL1 && _rule.TryReplay(first, block.Offset, block.Of(_parameters.Values));

    /// <summary>Lets the others see a block after its latest step: its average and its packed copies follow it.</summary>
    public void Publish(in ParameterBlock block)
    {
        MoveAverage(block, _rule.Count - 1);
        if (!block.IsBias && !block.IsEmbedding)
        {
            _parameters.Refresh(block.Layer, block.FirstRow, block.Rows);
        }
    }

    /// <summary>Moves the average of a block after one of the steps at hand, d being at most (1 + t)/(10 + t).</summary>
    public void MoveAverage(in ParameterBlock block, int step)
    {
        if (_averaging is not { } decay)
        {
            return;
        }

        long t = _rule.Number(step);
        float share = 1f - (float)Math.Min(decay, (1.0 + t) / (10.0 + t));
        ReadOnlySpan<float> weights = block.Of(_parameters.Values);
        Span<float> average = block.Of(_average);
        for (int i = 0; i < average.Length; i++)
        {
            average[i] += share * (weights[i] - average[i]);
        }
    }
}
