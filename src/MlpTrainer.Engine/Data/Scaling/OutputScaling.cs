namespace MlpTrainer.Engine;

/// <summary>What happens to a regression's outputs after the last layer: y = a·scale + mean, back in the target's own units.</summary>
/// <remarks>Immutable. Training saw (y − mean)/scale.</remarks>
public sealed class OutputScaling
{
    private readonly float[] _mean, _scale;

    /// <summary>Scaling with the given statistics.</summary>
    /// <param name="mean">The mean of each target, finite.</param>
    /// <param name="scale">The standard deviation of each target, finite and greater than 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not in its range.</exception>
    public OutputScaling(ReadOnlySpan<float> mean, ReadOnlySpan<float> scale)
    {
        if (mean.Length != scale.Length)
        {
            throw new ArgumentException($"scale must be as long as mean, {mean.Length}, but was {scale.Length}.", nameof(scale));
        }

        for (int i = 0; i < mean.Length; i++)
        {
            if (!float.IsFinite(mean[i]) || !(scale[i] > 0f && float.IsFinite(scale[i])))
            {
                throw new ArgumentException(
                    Invariant($"mean and scale must be finite, and scale greater than 0, but were {mean[i]} and {scale[i]} for output {i}."), nameof(mean));
            }
        }

        (_mean, _scale) = (mean.ToArray(), scale.ToArray());
    }

    /// <summary>The mean of each target, [k].</summary>
    public ReadOnlyMemory<float> Mean => _mean;

    /// <summary>The standard deviation of each target, [k].</summary>
    public ReadOnlyMemory<float> Scale => _scale;

    /// <summary>y = a·scale + mean, in place, for any number of rows.</summary>
    /// <param name="outputs">a on entry, y on return, [n×k].</param>
    public void Apply(Span<float> outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = (outputs[i] * _scale[i % _scale.Length]) + _mean[i % _mean.Length];
        }
    }

    /// <summary>(y − mean)/scale, in place, for any number of rows.</summary>
    internal void Standardize(Span<float> targets)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = (targets[i] - _mean[i % _mean.Length]) / _scale[i % _scale.Length];
        }
    }
}
