namespace MlpTrainer.Engine;

/// <summary>Weighted mean and variance of several columns, updated row by row (Welford). NaN is left out.</summary>
internal sealed class RunningMoments(int columns)
{
    private readonly double[] _mean = new double[columns], _sumOfSquares = new double[columns], _weight = new double[columns];

    public void Add(ReadOnlySpan<float> row, double weight)
    {
        for (int k = 0; k < row.Length; k++)
        {
            double difference = row[k] - _mean[k];
            if (double.IsNaN(difference))
            {
                continue;
            }

            _weight[k] += weight;
            _mean[k] += difference * weight / _weight[k];
            _sumOfSquares[k] += weight * difference * (row[k] - _mean[k]);
        }
    }

    /// <summary>The mean of a column; 0 where it has no values.</summary>
    public double Mean(int k) => _mean[k];

    /// <summary>The standard deviation of a column (divided by W, not W − 1); 0 where it has no values.</summary>
    public double Deviation(int k) => _weight[k] > 0 ? Math.Sqrt(_sumOfSquares[k] / _weight[k]) : 0;
}
