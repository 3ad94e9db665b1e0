using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Reports.Measures;

/// <summary>How much worse the model is where a column's values are shuffled among the rows: the increase of the log-loss, for numbers the fall of R².</summary>
/// <remarks>All slots of a category column move together. Breiman, "Random forests" (2001), §10.</remarks>
internal sealed class PermutationImportance
{
    public const int Permutations = 3, MostColumns = 30;

    private const double Work = 1e10;
    private const int LeastRows = 100, MostNumbers = 1 << 24;
    private const double LeastProbability = 1e-15;

    private readonly TrainedNetwork _network;
    private readonly TestRow[] _rows;
    private readonly float[] _features, _scores;
    private readonly int _width;

    public PermutationImportance(TrainedNetwork network, IReadOnlyList<(TestRow Row, VBuffer<float> Features)> rows, int columns)
    {
        (_network, _width) = (network, network.Shape.Inputs);
        double affordable = Work / ((double)network.Shape.ParameterCount * Permutations * Math.Clamp(columns, 1, MostColumns));
        int most = (int)Math.Min(Math.Max(LeastRows, affordable), Math.Max(1, MostNumbers / _width));
        (TestRow Row, VBuffer<float> Features)[] used = [.. rows.Take(most)];
        _rows = [.. used.Select(one => one.Row)];
        _features = new float[_rows.Length * _width];
        for (int i = 0; i < used.Length; i++)
        {
            used[i].Features.CopyTo(_features.AsSpan(i * _width, _width));
        }

        _scores = new float[_rows.Length * network.Shape.Outputs];
    }

    /// <summary>How many rows are looked at.</summary>
    public int Rows => _rows.Length;

    /// <summary>Mean, least and largest increase over the permutations, for each column.</summary>
    public IReadOnlyList<(string Name, double Value, double Least, double Most)> Of(IEnumerable<FeatureColumn> columns)
    {
        double before = Loss();
        var random = new Random(1);
        List<(string, double, double, double)> found = [];
        foreach (FeatureColumn column in columns)
        {
            float[] own = Column(column);
            double[] changes = new double[Permutations];
            for (int k = 0; k < Permutations; k++)
            {
                int[] order = [.. Enumerable.Range(0, _rows.Length)];
                random.Shuffle(order);
                Put(column, own, order);
                changes[k] = Loss() - before;
            }

            Put(column, own, [.. Enumerable.Range(0, _rows.Length)]);
            found.Add((column.Name, changes.Average(), changes.Min(), changes.Max()));
        }

        return [.. found.OrderByDescending(one => one.Item2)];
    }

    private float[] Column(FeatureColumn column)
    {
        float[] values = new float[_rows.Length * column.SlotCount];
        for (int i = 0; i < _rows.Length; i++)
        {
            _features.AsSpan((i * _width) + column.FirstSlot, column.SlotCount).CopyTo(values.AsSpan(i * column.SlotCount));
        }

        return values;
    }

    private void Put(FeatureColumn column, float[] values, int[] order)
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            values.AsSpan(order[i] * column.SlotCount, column.SlotCount).CopyTo(_features.AsSpan((i * _width) + column.FirstSlot));
        }
    }

    /// <summary>The mean log-loss of classes; of numbers 1 − R², averaged over the outputs whose labels vary.</summary>
    private double Loss()
    {
        _network.Score(_features, _scores, threads: 0);
        int outputs = _network.Shape.Outputs;
        if (_rows[0].Class >= 0)
        {
            return _rows.Select((row, i) => -Math.Log(Math.Max(ProbabilityOf(row.Class, i, outputs), LeastProbability))).Average();
        }

        double[] unexplained = [.. Enumerable.Range(0, outputs)
            .Select(j => 1 - new Errors(_rows.Select((row, i) => ((double)row.Numbers[j], (double)_scores[(i * outputs) + j]))).RSquared).Where(double.IsFinite)];
        return unexplained.Length == 0 ? double.NaN : unexplained.Average();
    }

    private double ProbabilityOf(int @class, int row, int outputs) =>
        outputs > 1 ? _scores[(row * outputs) + @class] : @class == 1 ? _scores[row] : 1 - _scores[row];
}
