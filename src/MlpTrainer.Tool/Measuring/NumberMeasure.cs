namespace MlpTrainer.Tool.Measuring;

/// <summary>How good predicted numbers are.</summary>
internal sealed class NumberMeasure : IMeasure
{
    private readonly List<(double Label, double Score)> _rows = [];

    public int Count => _rows.Count;

    public double Loss => 1 - RSquared;

    /// <summary>The share of the labels' variance that the scores explain: 1 − Σ(y − s)²/Σ(y − ȳ)².</summary>
    public double RSquared => 1 - (SquaredErrors / SquaredDeviations);

    public double RootMeanSquaredError => Math.Sqrt(SquaredErrors / Count);

    public double MeanAbsoluteError => _rows.Average(row => Math.Abs(row.Label - row.Score));

    private double SquaredErrors => _rows.Sum(row => (row.Label - row.Score) * (row.Label - row.Score));

    private double SquaredDeviations
    {
        get
        {
            double mean = _rows.Average(row => row.Label);
            return _rows.Sum(row => (row.Label - mean) * (row.Label - mean));
        }
    }

    public IEnumerable<(string Name, string Value, string Beside)> Figures
    {
        get
        {
            double mean = _rows.Average(row => row.Label);
            yield return ("R²", Invariant($"{RSquared:F4}"), "0 for always the mean");
            yield return ("root mean squared error", Invariant($"{RootMeanSquaredError:G5}"), Invariant($"{Math.Sqrt(SquaredDeviations / Count):G5} for always the mean, {mean:G5}"));
            yield return ("mean absolute error", Invariant($"{MeanAbsoluteError:G5}"), Invariant($"{_rows.Average(row => Math.Abs(row.Label - mean)):G5} for always the mean"));
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(double label, double score) => _rows.Add((label, score));
}
