namespace MlpTrainer.Engine;

/// <summary>Learns how strongly each standardized feature saturates, in two passes over the rows; see <see cref="Saturation"/>.</summary>
/// <param name="set">The training rows.</param>
/// <param name="mean">The mean of each feature.</param>
/// <param name="scale">The inverse deviation of each feature, which is adapted.</param>
internal sealed class SaturationStatistics(TrainingSet set, float[] mean, float[] scale)
{
    private readonly float[] _row = new float[set.FeatureCount];

    /// <summary>κ of each feature.</summary>
    /// <remarks>
    /// Saturated features vary less, so scale is adapted to make their deviation 1 again: g·z/√(1 + (κz)²) is z′/√(1 + (κ′z′)²) with
    /// z′ = gz and κ′ = κ/g.
    /// </remarks>
    public float[] Learn()
    {
        float[] kappa = Array.ConvertAll(FarShares(), Saturation.For);
        double[] deviations = Deviations(new InputScaling(mean, scale, imputeMissing: false, kappa));
        for (int k = 0; k < kappa.Length; k++)
        {
            float gain = InputStatistics.Inverse(deviations[k]);
            if (gain > 0f && float.IsFinite(scale[k] * gain))
            {
                (scale[k], kappa[k]) = (scale[k] * gain, kappa[k] / gain);
            }
        }

        return kappa;
    }

    /// <summary>Each feature's share of far values; of a sparse feature's values that are not 0.</summary>
    private double[] FarShares()
    {
        var inputs = new InputScaling(mean, scale, imputeMissing: false);
        double[] far = new double[_row.Length], all = new double[_row.Length];
        ForEachValue(inputs, (k, z, _) =>
        {
            all[k]++;
            far[k] += Math.Abs(z) > Saturation.Far ? 1 : 0;
        });
        return [.. far.Zip(all, (some, total) => total > 0 ? some / total : 0)];
    }

    /// <summary>The deviation of each feature after scaling; for sparse rows the root mean square where it is not 0.</summary>
    private double[] Deviations(InputScaling inputs)
    {
        double[] sums = new double[_row.Length], squares = new double[_row.Length], weights = new double[_row.Length];
        ForEachValue(inputs, (k, z, weight) =>
        {
            sums[k] += weight * z;
            squares[k] += weight * z * z;
            weights[k] += weight;
        });
        return [.. Enumerable.Range(0, _row.Length).Select(k =>
        {
            double mean = set.IsSparse || weights[k] == 0 ? 0 : sums[k] / weights[k];
            return weights[k] > 0 ? Math.Sqrt(Math.Max(0, (squares[k] / weights[k]) - (mean * mean))) : 0;
        })];
    }

    /// <summary>Scaled values with feature and weight: all that are not missing, and of sparse rows those that are not 0.</summary>
    private void ForEachValue(InputScaling inputs, Action<int, float, float> use)
    {
        for (int i = 0; i < set.RowCount; i++)
        {
            int place = set.Place(i), count = _row.Length;
            ReadOnlySpan<int> indices = [];
            if (set.Store.Sparse is { } sparse)
            {
                indices = sparse.Indices(place);
                count = indices.Length;
                inputs.Apply(indices, sparse.Values(place), _row);
            }
            else
            {
                inputs.Apply(set.Store.Dense![place], _row);
            }

            for (int k = 0; k < count; k++)
            {
                if (!float.IsNaN(_row[k]) && (indices.IsEmpty || _row[k] != 0f))
                {
                    use(indices.IsEmpty ? k : indices[k], _row[k], set.Weight(i));
                }
            }
        }
    }
}
