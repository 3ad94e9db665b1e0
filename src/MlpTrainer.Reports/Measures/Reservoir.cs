namespace MlpTrainer.Reports.Measures;

/// <summary>An even sample of what comes along, of bounded size: each item has the same chance (Vitter, "Random sampling with a reservoir", 1985, algorithm R). The same at every run.</summary>
internal sealed class Reservoir<T>(int size)
{
    private readonly Random _random = new(1);
    private readonly List<T> _items = [];
    private long _seen;

    public IReadOnlyList<T> Items => _items;

    /// <summary>Whether it has all that came along.</summary>
    public bool IsComplete => _seen <= size;

    /// <summary>Counts an item, which is made only if it is kept.</summary>
    public void Add(Func<T> make)
    {
        _seen++;
        if (_items.Count < size)
        {
            _items.Add(make());
            return;
        }

        long place = _random.NextInt64(_seen);
        if (place < size)
        {
            _items[(int)place] = make();
        }
    }
}
