using Microsoft.ML.Data;

namespace Microsoft.ML.Numeric;

/// <summary>Arithmetic on vectors.</summary>
public static class VectorUtils
{
    /// <summary>Keeps the <paramref name="top"/> largest positive and <paramref name="bottom"/> smallest negative values, divided by the largest magnitude if asked.</summary>
    public static void SparsifyNormalize(ref VBuffer<float> a, int top, int bottom, bool normalize)
    {
        var items = a.Items().ToArray();
        var kept = items.Where(i => i.Value > 0).OrderByDescending(i => i.Value).Take(top)
            .Concat(items.Where(i => i.Value < 0).OrderBy(i => i.Value).Take(bottom))
            .OrderBy(i => i.Key).ToArray();
        var scale = normalize && kept.Length > 0 ? kept.Max(i => Math.Abs(i.Value)) : 1;
        var editor = VBufferEditor.Create(ref a, a.Length, kept.Length, requireIndicesOnDense: true);
        for (var i = 0; i < kept.Length; i++)
        {
            editor.Indices[i] = kept[i].Key;
            editor.Values[i] = kept[i].Value / scale;
        }

        a = editor.Commit();
    }
}
