namespace MlpTrainer.Engine.Tests;

/// <summary>(f(x + h) − f(x − h))/2h for every entry of x.</summary>
public static class FiniteDifference
{
    public static double[] Gradient(Func<double[], double> f, double[] x, double h = 1e-6) =>
        [.. Enumerable.Range(0, x.Length).Select(i => (Moved(f, x, i, h) - Moved(f, x, i, -h)) / (2 * h))];

    private static double Moved(Func<double[], double> f, double[] x, int i, double h)
    {
        double[] moved = [.. x];
        moved[i] += h;
        return f(moved);
    }
}
