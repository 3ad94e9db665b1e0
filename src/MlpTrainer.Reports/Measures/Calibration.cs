namespace MlpTrainer.Reports.Measures;

/// <summary>How often what was given a probability came true, in bins of equal width.</summary>
internal sealed class Calibration
{
    private const int Count = 10;

    /// <param name="rows">Probability, and whether it came true.</param>
    public Calibration(IEnumerable<(double Probability, bool IsTrue)> rows)
    {
        (double[] sum, double[] hits, long[] counts) = (new double[Count], new double[Count], new long[Count]);
        foreach ((double probability, bool isTrue) in rows)
        {
            int bin = Math.Clamp((int)(probability * Count), 0, Count - 1);
            (sum[bin], hits[bin], counts[bin]) = (sum[bin] + probability, hits[bin] + (isTrue ? 1 : 0), counts[bin] + 1);
        }

        Bins = [.. Enumerable.Range(0, Count).Where(bin => counts[bin] > 0).Select(bin => (sum[bin] / counts[bin], hits[bin] / counts[bin], counts[bin]))];
        long all = counts.Sum();
        Error = all == 0 ? double.NaN : Bins.Sum(bin => bin.Rows * Math.Abs(bin.Probability - bin.Share)) / all;
    }

    /// <summary>Of each bin with rows: the mean probability, the share that came true, the rows.</summary>
    public IReadOnlyList<(double Probability, double Share, long Rows)> Bins { get; }

    /// <summary>The expected calibration error: the mean distance of both, over the rows (Naeini, Cooper, Hauskrecht, 2015); NaN without rows.</summary>
    public double Error { get; }
}
