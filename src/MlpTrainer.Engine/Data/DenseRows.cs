using System.Numerics;

namespace MlpTrainer.Engine;

/// <summary>Rows of one width, appended one by one and kept in chunks: nothing is copied as it grows, and it may exceed 2 GB.</summary>
internal sealed class DenseRows(int width)
{
    private const int ChunkFloats = 1 << 20;            // 4 MB

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
        if (Count == (long)_chunks.Count << _shift)
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
