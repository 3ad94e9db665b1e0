using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Scoring;

/// <summary>Which column of its input each column of a row mapper passes on: found by asking a row that notes which of its own columns is asked for.</summary>
/// <remarks>A name does not say: columns that are added may have the names of others, which they hide.</remarks>
internal sealed class SourceColumns(DataViewSchema schema) : DataViewRow
{
    private DataViewSchema.Column? _asked;

    /// <summary>Per column of the mapper the column passed on, or null for one that it adds.</summary>
    public static DataViewSchema.Column?[] Of(IRowToRowMapper mapper)
    {
        using var probe = new SourceColumns(mapper.InputSchema);
        using DataViewRow row = mapper.GetRow(probe, []);
        return [.. mapper.OutputSchema.Select(column => probe.SourceOf(row, column))];
    }

    public override DataViewSchema Schema => schema;

    public override long Position => -1;

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() => throw new NotSupportedException();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => throw new NotSupportedException();

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        _asked = column;
        return false;
    }

    private DataViewSchema.Column? SourceOf(DataViewRow row, DataViewSchema.Column column)
    {
        _asked = null;
        row.IsColumnActive(column);
        return _asked;
    }
}
