using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>
/// Finds a step length α with φ(α) ≤ φ(0) + c₁·α·φ′(0) and |φ′(α)| ≤ −c₂·φ′(0), φ(α) = C(x + α·p): the strong Wolfe conditions,
/// c₁ = 1e-4, c₂ = 0.9.
/// </summary>
/// <remarks>
/// Nocedal, Wright, "Numerical Optimization" (2006), algorithms 3.5 (doubling until a minimum is bracketed) and 3.6 (zoom), with cubic
/// interpolation (equation 3.59) kept a tenth of the interval away from its ends. A cost that is not finite counts as too high. In float
/// arithmetic the last digits of φ are noise; when the evaluations run out, the lowest point that satisfies the first condition is taken.
/// </remarks>
internal sealed class WolfeLineSearch(IObjective objective)
{
    private const double SufficientDecrease = 1e-4;
    private const double CurvatureShare = 0.9;
    private const int MaximumEvaluations = 30;

    private readonly float[] _point = new float[objective.ParameterCount];
    private readonly float[] _gradient = new float[objective.ParameterCount];
    private readonly float[] _trialPoint = new float[objective.ParameterCount];
    private readonly float[] _trialGradient = new float[objective.ParameterCount];
    private double _startCost;
    private double _startSlope;
    private int _evaluations;
    private bool _found;

    /// <summary>One place on the line: α, φ(α), φ′(α).</summary>
    private readonly record struct Place(double Length, double Cost, double Slope);

    /// <summary>The point found, x + α·p.</summary>
    public ReadOnlySpan<float> Point => _point;

    /// <summary>The gradient there.</summary>
    public ReadOnlySpan<float> Gradient => _gradient;

    /// <summary>The cost there.</summary>
    public double Cost { get; private set; }

    /// <summary>Searches along the direction; false where no lower point was found.</summary>
    /// <param name="from">x.</param>
    /// <param name="cost">C(x).</param>
    /// <param name="gradient">∂C/∂x at x.</param>
    /// <param name="direction">p, with pᵀ·gradient &lt; 0, else nothing is found.</param>
    /// <param name="firstLength">The first α tried, greater than 0.</param>
    public bool Run(ReadOnlySpan<float> from, double cost, ReadOnlySpan<float> gradient, ReadOnlySpan<float> direction, double firstLength)
    {
        (_startCost, _startSlope, _evaluations, _found) = (cost, InnerProduct.Of(gradient, direction), 0, false);
        if (!(_startSlope < 0))
        {
            return false;
        }

        Place previous = new(0, cost, _startSlope);
        double length = firstLength;
        while (_evaluations < MaximumEvaluations)
        {
            Place place = Evaluate(from, direction, length);
            if (!IsLowEnough(place) || (_evaluations > 1 && place.Cost >= previous.Cost))
            {
                Zoom(from, direction, previous, place);
                break;
            }

            if (IsFlatEnough(place))
            {
                break;
            }

            if (place.Slope >= 0)
            {
                Zoom(from, direction, place, previous);
                break;
            }

            previous = place;
            length *= 2;
        }

        return _found;
    }

    /// <summary>Narrows an interval whose end low is the lowest place known and whose slope there points into it.</summary>
    private void Zoom(ReadOnlySpan<float> from, ReadOnlySpan<float> direction, Place low, Place high)
    {
        while (_evaluations < MaximumEvaluations)
        {
            Place place = Evaluate(from, direction, Interpolate(low, high));
            if (!IsLowEnough(place) || place.Cost >= low.Cost)
            {
                high = place;
                continue;
            }

            if (IsFlatEnough(place))
            {
                return;
            }

            if (place.Slope * (high.Length - low.Length) >= 0)
            {
                high = low;
            }

            low = place;
        }
    }

    /// <summary>The minimum of the cubic through both ends, or the middle where there is none well inside.</summary>
    private static double Interpolate(Place low, Place high)
    {
        double width = high.Length - low.Length;
        double d1 = low.Slope + high.Slope - (3 * (low.Cost - high.Cost) / (low.Length - high.Length));
        double d2 = Math.Sign(width) * Math.Sqrt((d1 * d1) - (low.Slope * high.Slope));
        double share = 1 - ((high.Slope + d2 - d1) / (high.Slope - low.Slope + (2 * d2)));
        return low.Length + (width * (share is >= 0.1 and <= 0.9 ? share : 0.5));
    }

    private Place Evaluate(ReadOnlySpan<float> from, ReadOnlySpan<float> direction, double length)
    {
        _evaluations++;
        TensorPrimitives.MultiplyAdd(direction, (float)length, from, _trialPoint);
        double cost = objective.Evaluate(_trialPoint, _trialGradient);
        Place place = new(length, cost, InnerProduct.Of(_trialGradient, direction));
        if (IsLowEnough(place) && (!_found || IsFlatEnough(place) || cost <= Cost))
        {
            _trialPoint.CopyTo(_point.AsSpan());
            _trialGradient.CopyTo(_gradient.AsSpan());
            (_found, Cost) = (true, cost);
        }

        return place;
    }

    private bool IsLowEnough(Place place) =>
        place.Cost <= _startCost + (SufficientDecrease * place.Length * _startSlope) && double.IsFinite(place.Slope);

    private bool IsFlatEnough(Place place) => Math.Abs(place.Slope) <= -CurvatureShare * _startSlope;
}
