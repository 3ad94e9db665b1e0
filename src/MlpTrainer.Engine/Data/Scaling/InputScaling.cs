using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>What happens to a row before the first layer: z = (x − mean)·scale, x̂ = z or z/√(1 + (κz)²), and a missing value (NaN) becomes what the filling says.</summary>
/// <remarks>
/// Immutable. |x| counts as at most 1.7e38 (half of the largest float; ±∞ too) and |z| as at most 1e15, so that x̂ is finite for every x and, where
/// it saturates, goes to ±1/κ. A feature that never varied in training has scale 0 and is ignored. Dense and sparse rows get the same x̂: of a sparse
/// row the features whose x̂ is not 0 at x = 0 are written out. Rows are scaled as they are read rather than by folding mean and scale into W¹ and b¹:
/// in float32 that would be exact for no scale but a power of two and no mean but 0, and impossible where missing values are filled in or x̂ saturates.
/// </remarks>
public sealed class InputScaling
{
    private const float LargestSaturation = 1e4f;

    private readonly float[] _mean, _scale, _saturation, _fill;

    /// <summary>Scaling with the given statistics.</summary>
    /// <param name="mean">What is subtracted from each feature, finite.</param>
    /// <param name="scale">What the difference is multiplied by, finite and at least 0.</param>
    /// <param name="imputeMissing">Whether NaN becomes what <paramref name="fill"/> says; if not, NaN goes through.</param>
    /// <param name="saturation">κ of each feature, from 0 to 10,000; empty for none: x̂ = z.</param>
    /// <param name="fill">x̂ of each feature where it is missing, finite; empty for 0, the mean. Empty without <paramref name="imputeMissing"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not in its range.</exception>
    public InputScaling(
        ReadOnlySpan<float> mean, ReadOnlySpan<float> scale, bool imputeMissing, ReadOnlySpan<float> saturation = default, ReadOnlySpan<float> fill = default)
    {
        CheckLength(mean.Length, scale, nameof(scale));
        CheckLength(mean.Length, saturation.IsEmpty ? mean : saturation, nameof(saturation));
        CheckLength(mean.Length, fill.IsEmpty ? mean : fill, nameof(fill));
        Check(mean, float.IsFinite, "a finite number", nameof(mean));
        Check(scale, static value => value >= 0f && float.IsFinite(value), "a finite number of at least 0", nameof(scale));
        Check(saturation, static value => value is >= 0f and <= LargestSaturation, "at least 0 and at most 10000", nameof(saturation));
        Check(fill, float.IsFinite, "a finite number", nameof(fill));
        if (!fill.IsEmpty && !imputeMissing)
        {
            throw new ArgumentException(Invariant($"fill must be empty where missing values are not imputed, but had {fill.Length} values."), nameof(fill));
        }

        (_mean, _scale, _saturation, ImputeMissing) = (mean.ToArray(), scale.ToArray(), saturation.ToArray(), imputeMissing);
        _fill = imputeMissing && fill.IsEmpty ? new float[mean.Length] : fill.ToArray();
        Centred = new CentredFeatures([.. Enumerable.Range(0, _mean.Length).Where(k => Of(k, 0f) != 0f)], _mean.Length);
    }

    /// <summary>What is subtracted from each feature, [p]: learned, it is where the mean of x̂ is 0, the median where x̂ = z, or 0 where most values are 0.</summary>
    public ReadOnlyMemory<float> Mean => _mean;

    /// <summary>What the difference is multiplied by, [p]; 0 for a feature that is ignored.</summary>
    public ReadOnlyMemory<float> Scale => _scale;

    /// <summary>κ of each feature, [p]: x̂ = z/√(1 + (κz)²) stays within ±1/κ; empty where x̂ = z.</summary>
    public ReadOnlyMemory<float> Saturation => _saturation;

    /// <summary>x̂ of each feature where it is missing, [p]: learned, it is the mean of its x̂. Empty where missing values are not imputed.</summary>
    public ReadOnlyMemory<float> Fill => _fill;

    /// <summary>Whether a missing value (NaN) becomes what <see cref="Fill"/> says.</summary>
    public bool ImputeMissing { get; }

    /// <summary>Whether zeros of any feature do not stay zeros.</summary>
    public bool IsCentred => Centred.Count > 0;

    /// <summary>The features whose zeros do not stay zeros.</summary>
    internal CentredFeatures Centred { get; }

    /// <summary>x̂ of a row.</summary>
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
    internal void ApplyToRows(ReadOnlySpan<float> rows, Span<float> scaled) => Standardization.Apply(rows, _mean, _scale, _saturation, _fill, scaled);

    /// <summary>x̂ of some features of a row; <paramref name="scaled"/> may be the values' own memory.</summary>
    internal void Apply(ReadOnlySpan<int> features, ReadOnlySpan<float> values, Span<float> scaled)
    {
        for (int i = 0; i < values.Length; i++)
        {
            scaled[i] = Of(features[i], values[i]);
        }
    }

    /// <summary>dx̂/dx of one feature at x; 0 where x is missing or so large that it counts as less.</summary>
    internal float Slope(int feature, float x)
    {
        float z = Z(feature, x), slope = _saturation.Length > 0 ? Engine.Saturation.Slope(z, _saturation[feature]) : 1f;
        return Math.Abs(x) <= Standardization.LargestFeature && Math.Abs(z) < Standardization.LargestZ ? slope * _scale[feature] : 0f;
    }

    /// <summary>The x whose x̂ fills in for a missing one.</summary>
    internal float Filling(int feature)
    {
        double fill = _fill[feature], bend = _saturation.Length > 0 ? _saturation[feature] * fill : 0;
        return _scale[feature] == 0f ? _mean[feature] : (float)(_mean[feature] + (fill / Math.Sqrt(1 - (bend * bend)) / _scale[feature]));
    }

    /// <summary>x̂ of one feature, with the bits of <see cref="Standardization"/>.</summary>
    internal float Of(int feature, float x)
    {
        float z = Z(feature, x), scaled = _saturation.Length > 0 ? Engine.Saturation.Of(z, _saturation[feature]) : z;
        return float.IsNaN(scaled) && ImputeMissing ? _fill[feature] : scaled;
    }

    private float Z(int feature, float x)
    {
        float finite = Math.Clamp(x, -Standardization.LargestFeature, Standardization.LargestFeature);
        return Math.Clamp((finite - _mean[feature]) * _scale[feature], -Standardization.LargestZ, Standardization.LargestZ);
    }

    private static void CheckLength(int expected, ReadOnlySpan<float> values, string name)
    {
        if (values.Length != expected)
        {
            throw new ArgumentException(Invariant($"{name} must be as long as mean, {expected}, but was {values.Length}."), name);
        }
    }

    private static void Check(ReadOnlySpan<float> values, Func<float, bool> rule, string words, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!rule(values[i]))
            {
                throw new ArgumentException(Invariant($"{name} must be {words}, but was {values[i]} for feature {i}."), name);
            }
        }
    }
}
