using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;

namespace MlpTrainer.Scoring;

/// <summary>What Transform of a model gives: ML.NET's own scored view, whose cursors score rows in blocks where they may.</summary>
/// <remarks>
/// They may where a column that the model adds is asked for and all others that are asked for have values that can be kept, as ML.NET's parallel cursors
/// demand too: numbers, keys, texts, times and vectors of them. Elsewhere, and for single rows, all is ML.NET's. The rows, their order and their bits are the same.
/// </remarks>
/// <param name="env">Whom the view belongs to.</param>
/// <param name="scorer">ML.NET's scored view.</param>
/// <param name="inParallel">Whether one cursor is made of parallel ones, as ML.NET's own is: for small networks that costs more than it gains.</param>
internal sealed class ScoredView(IHostEnvironment env, IDataScorerTransform scorer, bool inParallel) : IDataScorerTransform, IRowToRowMapper, ITransformCanSaveOnnx
{
    private readonly IHost _host = env.Register("MlpScorer");
    private readonly DataViewSchema.Column?[] _sources = SourceColumns.Of((IRowToRowMapper)scorer);

    public DataViewSchema Schema => scorer.Schema;

    public IDataView Source => scorer.Source;

    public bool CanShuffle => scorer.CanShuffle;

    public DataViewSchema InputSchema => Mapper.InputSchema;

    DataViewSchema IRowToRowMapper.OutputSchema => Schema;

    private IRowToRowMapper Mapper => (IRowToRowMapper)scorer;

    public long? GetRowCount() => scorer.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        Random? order = CanShuffle ? rand : null;
        return !InBlocks(needed) ? scorer.GetRowCursor(needed, rand)
            : inParallel && DataViewUtils.TryCreateConsolidatingCursor(out DataViewRowCursor cursor, this, needed, _host, order) ? cursor
            : Cursor(Source.GetRowCursor(Mapper.GetDependencies(needed), order), needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        if (!InBlocks(needed))
        {
            return scorer.GetRowCursorSet(needed, n, rand);
        }

        DataViewRowCursor[] inputs = Source.GetRowCursorSet(Mapper.GetDependencies(needed), n, rand);
        if (inputs.Length == 1 && n > 1 && (GetRowCount() ?? long.MaxValue) > n)
        {
            inputs = DataViewUtils.CreateSplitCursors(_host, inputs[0], n);
        }

        return [.. inputs.Select(input => Cursor(input, needed))];
    }

    public IDataTransform ApplyToData(IHostEnvironment env, IDataView newSource) => Of(env, scorer, newSource, inParallel);

    /// <summary>The view of a scorer over other rows.</summary>
    public static ScoredView Of(IHostEnvironment env, IDataScorerTransform scorer, IDataView source, bool inParallel) =>
        new(env, (IDataScorerTransform)scorer.ApplyToData(env, source), inParallel);

    IEnumerable<DataViewSchema.Column> IRowToRowMapper.GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        Mapper.GetDependencies(dependingColumns);

    DataViewRow IRowToRowMapper.GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => Mapper.GetRow(input, activeColumns);

    void ICanSaveModel.Save(ModelSaveContext ctx) => scorer.Save(ctx);

    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => ((ITransformCanSaveOnnx)scorer).CanSaveOnnx(ctx);

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => ((ITransformCanSaveOnnx)scorer).SaveAsOnnx(ctx);

    /// <summary>Columns that are none of this view's are left to ML.NET's own message.</summary>
    private bool InBlocks(DataViewSchema.Column[] needed) =>
        needed.All(column => column.Index < _sources.Length && column.Type.IsCacheable()) && needed.Any(column => _sources[column.Index] is null);

    private ScoredCursor Cursor(DataViewRowCursor input, DataViewSchema.Column[] needed)
    {
        IEnumerable<DataViewSchema.Column> kept = needed.Select(column => _sources[column.Index]).OfType<DataViewSchema.Column>().DistinctBy(column => column.Index);
        return new ScoredCursor(Schema, input, new RowsAhead(input, kept, Mapper, needed), [.. needed.Select(column => column.Index)]);
    }
}
