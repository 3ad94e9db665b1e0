namespace MlpTrainer.Engine;

/// <summary>
/// The temperature T of an ensemble of classifiers, z ← c + (z − c)/T with c the z^L of the classes' shares: found on out-of-fold scores, so that it is neither too sure nor too timid.
/// </summary>
/// <remarks>
/// Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural networks" (2017), §4.2, where c is 0: of few rows, from which little can be learned, the shares are a better
/// guess than that all classes are equally probable. The cost is convex in 1/T, so golden sections find its minimum.
/// </remarks>
internal static class Temperature
{
    private const double Least = 0.5, Most = 16;
    private const int Sections = 20;

    private static readonly double s_golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The T from ½ to 16 that makes the cost of the scores least; 1 where it would not lower it, or where outputs are not probabilities.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="shares">The kinds' shares.</param>
    /// <param name="counts">The rows that count.</param>
    /// <param name="link">The cost's link.</param>
    public static double Of(OutOfFoldScores scores, double[] shares, Func<int, bool> counts, Activation link)
    {
        if (link != Activation.Sigmoid && link != Activation.Softmax)
        {
            return 1;
        }

        (double low, double high) = (1 / Most, 1 / Least);
        for (int i = 0; i < Sections; i++)
        {
            double left = high - (s_golden * (high - low)), right = low + (s_golden * (high - low));
            (low, high) = Cost(left) < Cost(right) ? (low, right) : (left, high);
        }

        double sharpness = (low + high) / 2;
        return Cost(sharpness) < Cost(1) ? 1 / sharpness : 1;

        double Cost(double sharpness) => scores.CautiousCostOf(shares, counts, sharpness);
    }
}
