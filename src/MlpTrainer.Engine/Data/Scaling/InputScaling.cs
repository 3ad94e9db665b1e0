using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>What happens to a row before the first layer: z = (x − mean)·scale, x̂ = z or z/√(1 + (κz)²), and a missing value (NaN) becomes x̂ = 0, the mean.</summary>
/// <remarks>
/// Immutable. Sparse data keep their zeros: there mean is 0 and scale the inverse root mean square of a feature's non-zero values. A feature
/// that never varied in training has scale 0 and is ignored. Rows are scaled as they are read rather than by folding mean and scale into W¹ and b¹: in
/// float32 that would be exact for no scale but a power of two and no mean but 0, and impossible where missing values are filled in or x̂ saturates.
/// </remarks>
public sealed class InputScaling
{
    private readonly float[] _mean, _scale, _saturation;

    /// <summary>Scaling with the given statistics.</summary>
    /// <param name="mean">The mean of each feature, finite.</param>
    /// <param name="scale">The inverse standard deviation of each feature, finite and at least 0.</param>
    /// <param name="imputeMissing">Whether NaN becomes x̂ = 0; if not, NaN goes through.</param>
    /// <param name="saturation">κ of each feature, finite and at least 0; empty for none: x̂ = z.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not in its range.</exception>
    public InputScaling(ReadOnlySpan<float> mean, ReadOnlySpan<float> scale, bool imputeMissing, ReadOnlySpan<float> saturation = default)
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
                    Invariant($"mean and scale must be finite, and scale at least 0, but were {mean[i]} and {scale[i]} for feature {i}."), nameof(mean));
            }
        }

        foreach (float kappa in saturation)
        {
            if (!(kappa >= 0f && float.IsFinite(kappa)))
            {
                throw new ArgumentException(Invariant($"saturation must be finite and at least 0, but was {kappa}."), nameof(saturation));
            }
        }

        if (saturation.Length != 0 && saturation.Length != mean.Length)
        {
            throw new ArgumentException($"saturation must be as long as mean, {mean.Length}, but was {saturation.Length}.", nameof(saturation));
        }

        (_mean, _scale, _saturation, ImputeMissing) = (mean.ToArray(), scale.ToArray(), saturation.ToArray(), imputeMissing);
        IsCentred = _mean.Any(value => value != 0f);
    }

    /// <summary>The mean of each feature, [p].</summary>
    public ReadOnlyMemory<float> Mean => _mean;

    /// <summary>The inverse standard deviation of each feature, [p]; 0 for a feature that is ignored.</summary>
    public ReadOnlyMemory<float> Scale => _scale;

    /// <summary>κ of each feature, [p]: x̂ = z/√(1 + (κz)²) stays within ±1/κ; empty where x̂ = z.</summary>
    public ReadOnlyMemory<float> Saturation => _saturation;

    /// <summary>Whether a missing value (NaN) becomes x̂ = 0.</summary>
    public bool ImputeMissing { get; }

    /// <summary>Whether any mean differs from 0, so that zeros do not stay zeros.</summary>
    public bool IsCentred { get; }

    /// <summary>z = (x − mean)·scale, NaN → 0 where imputing, x̂ = z/√(1 + (κz)²) where it saturates.</summary>
    /// <param name="x">Raw features, [p].</param>
    /// <param name="scaled">Receives x̂, [p]; may be x's own memory.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is not p long, or scaled shorter.</exception>
    public void Apply(ReadOnlySpan<float> x, Span<float> scaled)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, _mean.Length, nameof(x));
        ArgumentOutOfRangeException.ThrowIfLessThan(scaled.Length, x.Length, nameof(scaled));
        ApplyToRows(x, scaled);
    }

    /// <summary>As <see cref="Apply(ReadOnlySpan{float}, Span{float})"/>, for any number of rows [n×p].</summary>
    internal void ApplyToRows(ReadOnlySpan<float> rows, Span<float> scaled) =>
        Standardization.Apply(rows, _mean, _scale, _saturation, ImputeMissing, scaled);

    /// <summary>x̂ of the non-zero values of a sparse row; exact where nothing is centred.</summary>
    internal void Apply(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> scaled)
    {
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i] * _scale[indices[i]];
            value = ImputeMissing && float.IsNaN(value) ? 0f : value;
            scaled[i] = _saturation.Length > 0 ? Engine.Saturation.Of(value, _saturation[indices[i]]) : value;
        }
    }

    /// <summary>dx̂/dx of one feature at x; 0 where x is missing.</summary>
    internal float Slope(int feature, float x)
    {
        float z = (x - _mean[feature]) * _scale[feature];
        float slope = _saturation.Length > 0 ? Engine.Saturation.Slope(z, _saturation[feature]) : 1f;
        return float.IsNaN(x) ? 0f : slope * _scale[feature];
    }
}
