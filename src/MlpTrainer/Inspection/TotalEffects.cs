using MlpTrainer.Engine;

namespace MlpTrainer.Inspection;

/// <summary>How much each feature moves a network's outputs on rows drawn from what the network knows of its features.</summary>
/// <remarks>
/// T_g = √(½·E[(f(x) − f(x′))²]) with x′ the row x whose feature g is drawn anew: the root of Jansen's estimator of a total effect ("Analysis of variance designs for model output", 1999, eq. 5),
/// in units of the output. A number is drawn from a normal distribution of the mean and spread that the scaling has, a category column from the shares of its slots; each by itself.
/// </remarks>
internal sealed class TotalEffects
{
    /// <summary>Of more features so many columns are looked at.</summary>
    public const int MostFeatures = 2048, MostColumns = 100;

    private const int Seed = 1, MostRows = 256, LeastRows = 16, Evaluations = 1 << 15;

    private readonly TrainedNetwork _network;
    private readonly IReadOnlyList<FeatureColumn> _columns;
    private readonly Random _random = new(Seed);
    private readonly float[] _mean, _spread, _share;

    public TotalEffects(TrainedNetwork network, IReadOnlyList<FeatureColumn> columns)
    {
        (_network, _columns) = (network, columns);
        int features = network.Shape.Inputs;
        (_mean, _spread, _share) = (new float[features], new float[features], new float[features]);
        if (network.Inputs is not { } inputs)
        {
            Array.Fill(_spread, 1f);
            Array.Fill(_share, 1f);
            return;
        }

        (float[] zero, float[] one, float[] fill) = (new float[features], new float[features], new float[features]);
        Array.Fill(one, 1f);
        Array.Fill(fill, float.NaN);
        inputs.Apply(zero, zero);
        inputs.Apply(one, one);
        inputs.Apply(fill, fill);
        for (int i = 0; i < features; i++)
        {
            (_mean[i], float scale) = (inputs.Mean.Span[i], inputs.Scale.Span[i]);
            _spread[i] = scale > 0 ? 1 / scale : 0;
            _share[i] = float.IsNaN(fill[i]) ? 1f : one[i] > zero[i] ? Math.Clamp((fill[i] - zero[i]) / (one[i] - zero[i]), 0f, 1f) : 0f;
        }
    }

    public double[] Of()
    {
        double[] effects = new double[_columns.Count];
        int[] chosen = [.. Enumerable.Range(0, _columns.Count)];
        if (_network.Shape.Inputs > MostFeatures)
        {
            double[] reach = [.. _columns.Select(Reach)];
            chosen = [.. chosen.OrderByDescending(g => reach[g]).Take(MostColumns)];
        }

        int rows = Math.Clamp(Evaluations / chosen.Length, LeastRows, MostRows), outputs = _network.Shape.Outputs;
        for (int row = 0; row < rows; row++)
        {
            float[] scores = Scores(Row(chosen));
            for (int c = 0; c < chosen.Length; c++)
            {
                for (int k = 0; k < outputs; k++)
                {
                    double change = scores[((c + 1) * outputs) + k] - scores[k];
                    effects[chosen[c]] += change * change / (2.0 * rows * outputs);
                }
            }
        }

        return [.. effects.Select(Math.Sqrt)];
    }

    /// <summary>A row, and after it as many copies as there are columns, each with that column drawn anew.</summary>
    private float[] Row(int[] chosen)
    {
        int width = _network.Shape.Inputs;
        float[] rows = new float[(chosen.Length + 1) * width];
        foreach (FeatureColumn column in _columns)
        {
            Draw(column, rows.AsSpan(0, width));
        }

        for (int c = 0; c < chosen.Length; c++)
        {
            Span<float> copy = rows.AsSpan((c + 1) * width, width);
            rows.AsSpan(0, width).CopyTo(copy);
            Draw(_columns[chosen[c]], copy);
        }

        return rows;
    }

    private void Draw(FeatureColumn column, Span<float> row)
    {
        if (column.SlotCount == 1)
        {
            row[column.FirstSlot] = _mean[column.FirstSlot] + (_spread[column.FirstSlot] * Normal());
            return;
        }

        Span<float> slots = row.Slice(column.FirstSlot, column.SlotCount);
        slots.Clear();
        ReadOnlySpan<float> shares = _share.AsSpan(column.FirstSlot, column.SlotCount);
        double all = 0;
        foreach (float share in shares)
        {
            all += share;
        }

        double place = _random.NextDouble() * all;
        int slot = 0;
        while (slot < shares.Length - 1 && (place -= shares[slot]) > 0)
        {
            slot++;
        }

        slots[slot] = 1f;
    }

    private float[] Scores(float[] rows)
    {
        float[] scores = new float[rows.Length / _network.Shape.Inputs * _network.Shape.Outputs];
        _network.Score(rows, scores, threads: 0);
        return scores;
    }

    /// <summary>Box and Muller's.</summary>
    private float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));

    /// <summary>Σ|W¹| over those of a column's slots that vary, and the units: which columns of very many are worth a look.</summary>
    private double Reach(FeatureColumn column)
    {
        int outputs = _network.Shape.Layers[0].Outputs;
        double sum = 0;
        if (_network.Shape.Embedding is not null)
        {
            return 0;                                                       // weights of codes, which say little; so many features are never coded by themselves
        }

        for (int slot = column.FirstSlot; slot < column.FirstSlot + column.SlotCount; slot++)
        {
            foreach (float weight in _network.Weights(0).Span.Slice(slot * outputs, outputs))
            {
                sum += Math.Abs(weight) * (_network.Inputs is null || _spread[slot] > 0 ? 1 : 0);
            }
        }

        return sum;
    }
}
