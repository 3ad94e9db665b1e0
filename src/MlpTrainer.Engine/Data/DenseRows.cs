namespace MlpTrainer.Engine;

/// <summary>Rows of one width, appended one by one and kept in chunks: nothing is copied as it grows, and it may exceed 2 GB.</summary>
internal sealed class DenseRows(int width)
{
    private const int ChunkFloats = 1 << 20;            // 4 MB

    private readonly List<float[]> _chunks = [];
    private readonly int _rowsPerChunk = Math.Max(1, ChunkFloats / Math.Max(1, width));

    public int Width { get; } = width;

    public int Count { get; private set; }

    public long Bytes => _chunks.Sum(chunk => (long)chunk.Length * sizeof(float));

    /// <summary>Row i, [width].</summary>
    public ReadOnlySpan<float> this[int i] => Slot(i);

    public void Add(ReadOnlySpan<float> row) => row.CopyTo(AddZeros());

    /// <summary>Appends a row of zeros and returns it for filling.</summary>
    public Span<float> AddZeros()
    {
        if (Count == _chunks.Count * (long)_rowsPerChunk)
        {
            _chunks.Add(new float[_rowsPerChunk * Width]);
        }

        return Slot(Count++);
    }

    /// <summary>Gives back what the last chunk has too much.</summary>
    public void Trim()
    {
        if (_chunks.Count > 0)
        {
            float[] last = _chunks[^1];
            Array.Resize(ref last, (Count - ((_chunks.Count - 1) * _rowsPerChunk)) * Width);
            _chunks[^1] = last;
        }
    }

    private Span<float> Slot(int i)
    {
        (int chunk, int place) = Math.DivRem(i, _rowsPerChunk);
        return _chunks[chunk].AsSpan(place * Width, Width);
    }
}
