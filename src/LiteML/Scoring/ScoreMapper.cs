namespace Microsoft.ML.Data;

/// <summary>A scorer's columns, all computed from one features column by one pass through the model per row.</summary>
/// <remarks>The function that makes the getters is called once per cursor, so each cursor has its own mapper and buffers.</remarks>
internal sealed class ScoreMapper : IRowMapper
{
    private readonly ITransformer _transformer;
    private readonly DataViewSchema.Column _features;
    private readonly DataViewSchema.DetachedColumn[] _outputs;
    private readonly Func<DataViewRow, DataViewSchema.Column, Delegate[]> _makeGetters;

    internal ScoreMapper(
        ITransformer transformer,
        DataViewSchema.Column features,
        DataViewSchema.DetachedColumn[] outputs,
        Func<DataViewRow, DataViewSchema.Column, Delegate[]> makeGetters)
    {
        _transformer = transformer;
        _features = features;
        _outputs = outputs;
        _makeGetters = makeGetters;
    }

    DataViewSchema.DetachedColumn[] IRowMapper.GetOutputColumns() => _outputs;

    ITransformer IRowMapper.GetTransformer() => _transformer;

    Func<int, bool> IRowMapper.GetDependencies(Func<int, bool> activeOutput)
    {
        var any = AnyActive(activeOutput);
        return column => any && column == _features.Index;
    }

    Delegate[] IRowMapper.CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        return AnyActive(activeOutput) ? _makeGetters(input, _features) : new Delegate[_outputs.Length];
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => _transformer.Save(ctx);

    private bool AnyActive(Func<int, bool> activeOutput) => Enumerable.Range(0, _outputs.Length).Any(activeOutput);

    /// <summary>An action that runs <paramref name="compute"/> once for each position of the row, however often it is called.</summary>
    internal static Action OncePerRow(DataViewRow row, Action compute)
    {
        var computedAt = -1L;
        return () =>
        {
            if (row.Position == computedAt && computedAt >= 0)
                return;
            compute();
            computedAt = row.Position;
        };
    }
}
