namespace MlpTrainer.Engine;

/// <summary>What happens to a regression's outputs after the last layer: y = a·scale + mean, back in the target's own units.</summary>
/// <remarks>
/// Immutable. Training saw (y − mean)/scale; where scale is 0, of a target that never varied, it saw 1, and y is the mean whatever a. No y is beyond
/// the range of float.
/// </remarks>
public sealed class OutputScaling
{
    private readonly float[] _mean, _scale;

    /// <summary>Scaling with the given statistics.</summary>
    /// <param name="mean">What is added, finite.</param>
    /// <param name="scale">What a is multiplied by, finite and at least 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not in its range.</exception>
    public OutputScaling(ReadOnlySpan<float> mean, ReadOnlySpan<float> scale)
    {
        if (mean.Length != scale.Length)
        {
            throw new ArgumentException($"scale must be as long as mean, {mean.Length}, but was {scale.Length}.", nameof(scale));
        }

        for (int i = 0; i < mean.Length; i++)
        {
            if (!float.IsFinite(mean[i]) || !(scale[i] >= 0f && float.IsFinite(scale[i])))
            {
                throw new ArgumentException(
                    Invariant($"mean and scale must be finite, and scale at least 0, but were {mean[i]} and {scale[i]} for output {i}."), nameof(mean));
            }
        }

        (_mean, _scale) = (mean.ToArray(), scale.ToArray());
    }

    /// <summary>What is added to each output, [k]; see <see cref="TargetScaling"/>.</summary>
    public ReadOnlyMemory<float> Mean => _mean;

    /// <summary>What each output is multiplied by, [k]; 0 where all are the same number.</summary>
    public ReadOnlyMemory<float> Scale => _scale;

    /// <summary>y = a·scale + mean, in place, for any number of rows.</summary>
    /// <param name="outputs">a on entry, y on return, [n×k].</param>
    public void Apply(Span<float> outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            float scale = _scale[i % _scale.Length], mean = _mean[i % _mean.Length];
            outputs[i] = scale == 0f ? mean : Math.Clamp((outputs[i] * scale) + mean, float.MinValue, float.MaxValue);
        }
    }

    /// <summary>(y − mean)/scale, in place, for any number of rows.</summary>
    internal void Standardize(Span<float> targets)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            float scale = _scale[i % _scale.Length];
            targets[i] = scale == 0f ? 1f : (float)(((double)targets[i] - _mean[i % _mean.Length]) / scale);
        }
    }
}
