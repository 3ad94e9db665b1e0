namespace Microsoft.ML.Data;

/// <summary>Mean and spread of a metric over repetitions.</summary>
public sealed class MetricStatistics
{
    private double _squaredDeviations;

    internal MetricStatistics()
    {
    }

    public double Mean { get; private set; }

    /// <summary>Of the sample, with n − 1; 0 for one value.</summary>
    public double StandardDeviation => Count <= 1 ? 0 : Math.Sqrt(_squaredDeviations / (Count - 1));

    public double StandardError => Count <= 1 ? 0 : StandardDeviation / Math.Sqrt(Count);

    public int Count { get; private set; }

    internal void Add(double metric)
    {
        Count++;
        var difference = metric - Mean;
        Mean += difference / Count;
        _squaredDeviations += difference * (metric - Mean);
    }
}
