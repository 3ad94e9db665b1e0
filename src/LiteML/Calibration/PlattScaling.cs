namespace Microsoft.ML.Calibrators;

/// <summary>Maximum likelihood of P = 1 / (1 + exp(slope·score + offset)) by Newton's method with step halving.</summary>
/// <remarks>Targets are (n⁺+1)/(n⁺+2) and 1/(n⁻+2) instead of 1 and 0: Platt 1999; the iteration is that of Lin, Lin and Weng 2007.</remarks>
internal static class PlattScaling
{
    private const int MaximumIterations = 100;
    private const double Tolerance = 1e-9;
    private const double Ridge = 1e-12;

    internal static (double Slope, double Offset) Fit(List<ScoredExample> examples)
    {
        var positives = examples.Where(e => e.Label).Sum(e => e.Weight);
        var negatives = examples.Where(e => !e.Label).Sum(e => e.Weight);
        var high = (positives + 1) / (positives + 2);
        var low = 1 / (negatives + 2);
        double slope = 0, offset = Math.Log((negatives + 1) / (positives + 1));
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            double gradientSlope = 0, gradientOffset = 0, ss = Ridge, oo = Ridge, so = 0;
            foreach (var e in examples)
            {
                var p = 1 / (1 + Math.Exp((slope * e.Score) + offset));
                var error = e.Weight * ((e.Label ? high : low) - p);
                var curvature = e.Weight * p * (1 - p);
                gradientSlope += error * e.Score;
                gradientOffset += error;
                ss += curvature * e.Score * e.Score;
                so += curvature * e.Score;
                oo += curvature;
            }

            if (Math.Abs(gradientSlope) + Math.Abs(gradientOffset) < Tolerance)
                break;
            var determinant = (ss * oo) - (so * so);
            var stepSlope = -((oo * gradientSlope) - (so * gradientOffset)) / determinant;
            var stepOffset = -((ss * gradientOffset) - (so * gradientSlope)) / determinant;
            var step = StepLength(examples, high, low, (slope, offset), (stepSlope, stepOffset));
            if (step == 0)
                break;
            slope += step * stepSlope;
            offset += step * stepOffset;
        }

        return (slope, offset);
    }

    /// <summary>The longest of 1, ½, ¼, … that lowers the cost; 0 if none does.</summary>
    private static double StepLength(
        List<ScoredExample> examples, double high, double low, (double Slope, double Offset) at, (double Slope, double Offset) direction)
    {
        var cost = Cost(examples, high, low, at.Slope, at.Offset);
        for (var step = 1.0; step > 1e-10; step /= 2)
        {
            if (Cost(examples, high, low, at.Slope + (step * direction.Slope), at.Offset + (step * direction.Offset)) < cost)
                return step;
        }

        return 0;
    }

    /// <summary>Σ w·(t·z + ln(1 + e⁻ᶻ)) with z = slope·score + offset, computed so that nothing overflows.</summary>
    private static double Cost(List<ScoredExample> examples, double high, double low, double slope, double offset) => examples.Sum(e =>
    {
        var z = (slope * e.Score) + offset;
        var target = e.Label ? high : low;
        return e.Weight * ((z >= 0 ? target * z : (target - 1) * z) + Math.Log(1 + Math.Exp(-Math.Abs(z))));
    });
}
