namespace MlpTrainer.Engine;

/// <summary>The features whose x̂ is not 0 at x = 0: a sparse row must name them, zeros or not, for its x̂ to be that of a dense one.</summary>
/// <param name="features">Which, ascending.</param>
/// <param name="featureCount">How many features there are in all.</param>
internal sealed class CentredFeatures(int[] features, int featureCount)
{
    private readonly bool[] _contains = Flags(features, featureCount);

    /// <summary>How many.</summary>
    public int Count => features.Length;

    /// <summary>How many a sparse row does not name.</summary>
    public int MissingFrom(ReadOnlySpan<int> indices)
    {
        int missing = features.Length;
        for (int i = 0; features.Length > 0 && i < indices.Length; i++)
        {
            missing -= _contains[indices[i]] ? 1 : 0;
        }

        return missing;
    }

    /// <summary>Copies a sparse row and adds zeros for those that it does not name.</summary>
    /// <param name="indices">Where the row is not zero, ascending.</param>
    /// <param name="values">The values there.</param>
    /// <param name="allIndices">Receives its features, ascending; as long as the row, and <see cref="MissingFrom"/> longer.</param>
    /// <param name="allValues">Receives their values.</param>
    public void AddTo(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<int> allIndices, Span<float> allValues)
    {
        int next = 0, place = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            for (; next < features.Length && features[next] < indices[i]; next++)
            {
                (allIndices[place], allValues[place++]) = (features[next], 0f);
            }

            next += next < features.Length && features[next] == indices[i] ? 1 : 0;
            (allIndices[place], allValues[place++]) = (indices[i], values[i]);
        }

        for (; next < features.Length; next++)
        {
            (allIndices[place], allValues[place++]) = (features[next], 0f);
        }
    }

    private static bool[] Flags(int[] features, int featureCount)
    {
        bool[] flags = new bool[features.Length == 0 ? 0 : featureCount];
        foreach (int feature in features)
        {
            flags[feature] = true;
        }

        return flags;
    }
}
