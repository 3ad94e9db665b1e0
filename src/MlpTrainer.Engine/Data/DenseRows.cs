using System.Numerics;

namespace MlpTrainer.Engine;

/// <summary>Rows of one width, appended one by one and kept in chunks: only the first of them is copied as it grows, and all may exceed 2 GB.</summary>
internal sealed class DenseRows(int width)
{
    private const int ChunkFloats = 1 << 20;            // 4 MB
    private const int FirstFloats = 1 << 10;            // 4 kB, or a row: where a set begins, since many sets are small

    private readonly List<float[]> _chunks = [];
    private readonly int _shift = BitOperations.Log2((uint)Math.Max(1, ChunkFloats / Math.Max(1, width)));      // a chunk holds 2^shift rows

    public int Width { get; } = width;

    public int Count { get; private set; }

    public long Bytes => _chunks.Sum(chunk => (long)chunk.Length * sizeof(float));

    /// <summary>Row i, [width].</summary>
    public ReadOnlySpan<float> this[int i] => Slot(i);

    public void Add(ReadOnlySpan<float> row) => row.CopyTo(AddZeros());

    /// <summary>Appends a row of zeros and returns it for filling.</summary>
    public Span<float> AddZeros()
    {
        if (_chunks.Count == 0)
        {
            _chunks.Add(new float[Math.Min(1 << _shift, Math.Max(1, FirstFloats / Width)) * Width]);
        }
        else if (_chunks.Count == 1 && Count < 1 << _shift && Count * Width == _chunks[0].Length)
        {
            float[] first = _chunks[0];
            Array.Resize(ref first, Math.Min(1 << _shift, 2 * Count) * Width);
            _chunks[0] = first;
        }
        else if (Count == (long)_chunks.Count << _shift)
        {
            _chunks.Add(new float[Width << _shift]);
        }

        return Slot(Count++);
    }

    /// <summary>Gives back what the last chunk has too much.</summary>
    public void Trim()
    {
        if (_chunks.Count > 0)
        {
            float[] last = _chunks[^1];
            Array.Resize(ref last, (Count - ((_chunks.Count - 1) << _shift)) * Width);
            _chunks[^1] = last;
        }
    }

    private Span<float> Slot(int i) => _chunks[i >> _shift].AsSpan((i & ((1 << _shift) - 1)) * Width, Width);
}
