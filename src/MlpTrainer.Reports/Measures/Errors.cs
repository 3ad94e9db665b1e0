namespace MlpTrainer.Reports.Measures;

/// <summary>How far scores are from numbers: √(Σ(y − ŷ)²/n), Σ|y − ŷ|/n, 1 − Σ(y − ŷ)²/Σ(y − ȳ)².</summary>
internal sealed class Errors
{
    public Errors(IEnumerable<(double Label, double Score)> rows)
    {
        (long n, double squares, double absolute, double mean, double spread, double bias) = (0, 0, 0, 0, 0, 0);
        foreach ((double label, double score) in rows)
        {
            n++;
            double error = label - score, difference = label - mean;
            squares += error * error;
            absolute += Math.Abs(error);
            bias += error;
            mean += difference / n;
            spread += difference * (label - mean);
        }

        (RootMeanSquare, MeanAbsolute, Bias) = (Math.Sqrt(squares / n), absolute / n, bias / n);
        RSquared = n == 0 || spread == 0 ? double.NaN : 1 - (squares / spread);
    }

    public double RootMeanSquare { get; }

    public double MeanAbsolute { get; }

    /// <summary>The mean of label − score.</summary>
    public double Bias { get; }

    /// <summary>NaN where the labels are all equal.</summary>
    public double RSquared { get; }
}
