namespace MlpTrainer.Engine;

/// <summary>Compressed sparse rows, appended one by one and kept in chunks; a row never crosses a chunk.</summary>
internal sealed class SparseRows
{
    private const int ChunkEntries = 1 << 18;           // 2 MB of indices and values
    private const int FirstEntries = 1 << 9;            // 4 kB, where a set begins; each chunk is twice the one before, up to the largest

    private readonly List<(int[] Indices, float[] Values)> _chunks = [];
    private readonly List<(int Chunk, int Start, int Length)> _rows = [];
    private int _used;                                  // entries of the last chunk

    public int Count => _rows.Count;

    /// <summary>The number of non-zero values.</summary>
    public long EntryCount { get; private set; }

    public long Bytes => _chunks.Sum(chunk => (long)chunk.Indices.Length * (sizeof(int) + sizeof(float))) + (_rows.Count * 12L);

    /// <summary>How many values of row i are stored.</summary>
    public int Length(int i) => _rows[i].Length;

    /// <summary>Where row i is not zero, ascending.</summary>
    public ReadOnlySpan<int> Indices(int i) => _chunks[_rows[i].Chunk].Indices.AsSpan(_rows[i].Start, _rows[i].Length);

    /// <summary>The values of row i there.</summary>
    public ReadOnlySpan<float> Values(int i) => _chunks[_rows[i].Chunk].Values.AsSpan(_rows[i].Start, _rows[i].Length);

    public void Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        if (_chunks.Count == 0 || _used + indices.Length > _chunks[^1].Indices.Length)
        {
            int size = Math.Max(Math.Min(ChunkEntries, FirstEntries << Math.Min(_chunks.Count, 16)), indices.Length);
            _chunks.Add((new int[size], new float[size]));
            _used = 0;
        }

        indices.CopyTo(_chunks[^1].Indices.AsSpan(_used));
        values.CopyTo(_chunks[^1].Values.AsSpan(_used));
        _rows.Add((_chunks.Count - 1, _used, indices.Length));
        _used += indices.Length;
        EntryCount += indices.Length;
    }

    /// <summary>Writes a sparse row into a dense one that is zero.</summary>
    public static void Scatter(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> row)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            row[indices[i]] = values[i];
        }
    }
}
