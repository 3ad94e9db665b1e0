namespace MlpTrainer.Engine;

/// <summary>Each numeric feature as several numbers between knots, so that the first layer's weights bend freely along it.</summary>
/// <remarks>
/// With knots b₀ &lt; … &lt; b_T, the t-th code of x̂ is φ_t = (x̂ − b_(t−1))/(b_t − b_(t−1)), held in [0, 1]; but φ₁ may fall below 0 and φ_T rise above 1. The
/// knots are quantiles of the training rows, or all values where these are few. x̂ itself follows its codes. A feature of two values, which no bend
/// would change, is passed on as it is. Gorishniy, Rubachev, Babenko, "On embeddings for numerical features in tabular deep learning" (2022), §3.2.
/// </remarks>
internal sealed class PiecewiseCodes
{
    /// <summary>Knots closer than this, in deviations of the feature, are one.</summary>
    private const float LeastDistance = 0.01f;

    private readonly float[][] _knots;                  // per feature; empty for one that is passed on
    private readonly float[][] _slopes;                 // per feature: 1/(b_t − b_(t−1))

    private PiecewiseCodes(float[][] knots)
    {
        _knots = knots;
        _slopes = [.. knots.Select(b => b.Zip(b.Skip(1), (low, high) => 1 / (high - low)).ToArray())];
        Width = knots.Sum(b => CountOf(b) + 1);
    }

    /// <summary>The number of features.</summary>
    public int Features => _knots.Length;

    /// <summary>How many numbers a row has as codes.</summary>
    public int Width { get; }

    /// <summary>How many codes all features have, not counting x̂ itself.</summary>
    public int CodeCount => Width - Features;

    /// <summary>Learns the knots from the training rows.</summary>
    /// <param name="set">The rows.</param>
    /// <param name="scaling">x̂; null where it is x.</param>
    /// <param name="mostCodes">The most codes of a feature, at least 2.</param>
    /// <returns>Null where no feature has more than two values.</returns>
    public static PiecewiseCodes? Learn(TrainingSet set, InputScaling? scaling, int mostCodes)
    {
        var sample = new ColumnSample(set);
        float[][] knots = new float[set.FeatureCount][];
        for (int k = 0; k < knots.Length; k++)
        {
            int feature = k;
            WeightedValues values = sample.Column(k).Map(x => scaling?.Of(feature, (float)x) ?? x);
            knots[k] = Knots(values, mostCodes);
        }

        return knots.Any(b => b.Length > 0) ? new PiecewiseCodes(knots) : null;
    }

    /// <summary>The knots of a feature, ascending; empty where it is passed on.</summary>
    public ReadOnlySpan<float> Knots(int feature) => _knots[feature];

    /// <summary>Puts the codes of a row in place of its x̂.</summary>
    /// <param name="row">[<see cref="Width"/>], whose last <see cref="Features"/> numbers are x̂. No x̂ stands before the place of its own codes, so none is overwritten unread.</param>
    public void Expand(Span<float> row)
    {
        int from = row.Length - Features, to = 0;
        for (int k = 0; k < _knots.Length; k++)
        {
            float x = row[from + k];
            ReadOnlySpan<float> knots = _knots[k], slopes = _slopes[k];
            for (int t = 0; t < slopes.Length; t++)
            {
                float code = (x - knots[t]) * slopes[t];
                code = t > 0 ? Math.Max(code, 0f) : code;
                row[to++] = t < slopes.Length - 1 ? Math.Min(code, 1f) : code;
            }

            row[to++] = x;
        }
    }

    private static int CountOf(float[] knots) => Math.Max(0, knots.Length - 1);

    private static float[] Knots(WeightedValues values, int mostCodes)
    {
        float[] distinct = [.. values.Values.Select(value => (float)value).Distinct()];
        if (distinct.Length <= 2)
        {
            return [];
        }

        IEnumerable<float> candidates = distinct.Length <= mostCodes + 1
            ? distinct : Enumerable.Range(0, mostCodes + 1).Select(t => (float)values.Quantile((double)t / mostCodes));
        List<float> knots = [];
        foreach (float knot in candidates)
        {
            if (knots.Count == 0 || knot > knots[^1] + LeastDistance)
            {
                knots.Add(knot);
            }
        }

        return knots.Count > 2 ? [.. knots] : [];
    }
}
