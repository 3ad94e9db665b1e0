namespace MlpTrainer.Engine.Tests;

/// <summary>A place where a function's slope jumps.</summary>
internal static class Kink
{
    private const double Near = 1e-4;

    /// <summary>Whether the slopes on both sides of x, taken over 1e-4, differ by more than a hundredth.</summary>
    public static bool IsNear(Func<double, double> f, double x)
    {
        double left = (f(x) - f(x - Near)) / Near, right = (f(x + Near) - f(x)) / Near;
        return Math.Abs(right - left) > 0.01 * Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right)));
    }
}
