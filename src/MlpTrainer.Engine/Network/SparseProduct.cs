using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>x·W for a row x given by its non-zero values.</summary>
internal static class SparseProduct
{
    /// <summary>z = b + Σ_k x_k·W[k, :], in the order of the indices.</summary>
    /// <param name="indices">Where x is not zero.</param>
    /// <param name="values">What it is there.</param>
    /// <param name="weights">W [inputs×outputs], row-major.</param>
    /// <param name="bias">b [outputs], or empty.</param>
    /// <param name="z">Receives z [outputs].</param>
    public static void Forward(
        ReadOnlySpan<int> indices, ReadOnlySpan<float> values, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> z)
    {
        Start(bias, z);
        SelectedRows.Add(weights, indices, values, z);
    }

    /// <summary>z = b + x·W for a row that is written out, zeros being left out.</summary>
    /// <param name="x">The row, [inputs].</param>
    /// <param name="places">Room for the places of its non-zero values, at least [inputs].</param>
    /// <param name="weights">W [inputs×outputs], row-major.</param>
    /// <param name="bias">b [outputs], or empty.</param>
    /// <param name="z">Receives z [outputs].</param>
    /// <param name="bands">Where W is not zero; null: anywhere.</param>
    public static void Forward(
        ReadOnlySpan<float> x, Span<int> places, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> z, WeightBands? bands = null)
    {
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            places[count] = i;
            count += x[i] != 0f ? 1 : 0;        // no branch: which values are zero is hard to predict
        }

        Start(bias, z);
        if (bands is null)
        {
            SelectedRows.Add(weights, places[..count], x, places[..count], z);
        }
        else
        {
            AddBands(x, places[..count], weights, z, bands);
        }
    }

    private static void AddBands(ReadOnlySpan<float> x, ReadOnlySpan<int> places, ReadOnlySpan<float> weights, Span<float> z, WeightBands bands)
    {
        foreach (WeightBands.Band band in bands.All)
        {
            int first = FirstFrom(places, band.From), end = FirstFrom(places, band.To);
            SelectedRows.AddBand(weights, z.Length, band.Column, places[first..end], x, z.Slice(band.Column, band.Columns));
        }
    }

    /// <summary>How many of the ascending places are less than one.</summary>
    private static int FirstFrom(ReadOnlySpan<int> places, int place)
    {
        int found = places.BinarySearch(place);
        return found < 0 ? ~found : found;
    }

    private static void Start(ReadOnlySpan<float> bias, Span<float> z)
    {
        if (bias.IsEmpty)
        {
            z.Clear();
        }
        else
        {
            bias.CopyTo(z);
        }
    }
}
