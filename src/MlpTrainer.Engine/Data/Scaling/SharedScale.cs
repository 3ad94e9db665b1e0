namespace MlpTrainer.Engine;

/// <summary>One scale for all features that are mostly 0: words, n-grams, hashes. Their sizes beside each other (a rare word's, a long text's) are information that
/// scales of their own would destroy.</summary>
internal static class SharedScale
{
    /// <summary>Whether it holds for a column: more than half of its values are 0, or they are no larger than whole rows of such columns, as a frequent letter's are.</summary>
    public static bool IsFor(WeightedValues column, ColumnScale shared) => IsMostlyZero(column) || column.DeviationFrom(0) * shared.Scale <= 1;

    /// <summary>The scale that gives these features, taken together, length 1 in the median row: z = x/median ‖x‖, centre 0, no saturation.</summary>
    public static ColumnScale Of(TrainingSet set, ColumnSample sample)
    {
        bool[] isIn = new bool[set.FeatureCount];
        for (int k = 0; k < isIn.Length; k++)
        {
            isIn[k] = IsMostlyZero(sample.Column(k));
        }

        List<double> lengths = [];
        for (int row = 0; row < set.RowCount; row++)
        {
            int place = set.Place(row);
            ReadOnlySpan<int> indices = set.Store.Sparse is { } sparse ? sparse.Indices(place) : [];
            ReadOnlySpan<float> values = set.Store.Sparse is { } same ? same.Values(place) : set.Store.Dense![place];
            double sum = 0;
            for (int i = 0; i < values.Length; i++)
            {
                sum += isIn[indices.IsEmpty ? i : indices[i]] && float.IsFinite(values[i]) ? (double)values[i] * values[i] : 0;
            }

            if (sum > 0)
            {
                lengths.Add(Math.Sqrt(sum));
            }
        }

        lengths.Sort();
        return new ColumnScale(0, lengths.Count > 0 ? 1 / lengths[lengths.Count / 2] : 1, 0, 0);
    }

    private static bool IsMostlyZero(WeightedValues column) => column.WeightOf(0) > column.Total / 2;
}
