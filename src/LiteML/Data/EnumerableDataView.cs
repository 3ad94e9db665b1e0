namespace Microsoft.ML.Data;

/// <summary>Views of objects.</summary>
internal static class EnumerableDataView
{
    internal static IDataView Create<TRow>(IEnumerable<TRow> data, ObjectReader<TRow> reader) where TRow : class => new SourceDataView(reader.Schema,
        (active, _) =>
        {
            IEnumerator<TRow> rows = data.GetEnumerator();
            return RowCursors.Create(reader.Schema, active, rows.MoveNext, index => reader.Getter(index, () => rows.Current), rows.Dispose);
        },
        () => (data as ICollection<TRow>)?.Count, canShuffle: false);
}
