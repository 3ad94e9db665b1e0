namespace Microsoft.ML.Data;

/// <summary>The columns that a transform adds to a given schema, and how to compute them for a row.</summary>
public interface IRowMapper : ICanSaveModel
{
    Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer);

    Func<int, bool> GetDependencies(Func<int, bool> activeOutput);

    DataViewSchema.DetachedColumn[] GetOutputColumns();

    ITransformer GetTransformer();
}

/// <summary>One added column: what it is, the input columns it needs, and how a row's value of it is got.</summary>
internal readonly struct OutputColumn
{
    internal readonly DataViewSchema.DetachedColumn Column;
    internal readonly int[] Inputs;
    internal readonly Func<DataViewRow, Delegate> MakeGetter;

    internal OutputColumn(DataViewSchema.DetachedColumn column, int[] inputs, Func<DataViewRow, Delegate> makeGetter)
    {
        Column = column;
        Inputs = inputs;
        MakeGetter = makeGetter;
    }
}

/// <summary>A row mapper as a list of independent columns.</summary>
internal sealed class ColumnwiseMapper : IRowMapper
{
    private readonly ITransformer _transformer;
    private readonly OutputColumn[] _columns;

    internal ColumnwiseMapper(ITransformer transformer, params OutputColumn[] columns)
    {
        _transformer = transformer;
        _columns = columns;
    }

    DataViewSchema.DetachedColumn[] IRowMapper.GetOutputColumns() => Array.ConvertAll(_columns, c => c.Column);

    ITransformer IRowMapper.GetTransformer() => _transformer;

    Func<int, bool> IRowMapper.GetDependencies(Func<int, bool> activeOutput) =>
        _columns.Where((_, i) => activeOutput(i)).SelectMany(c => c.Inputs).ToHashSet().Contains;

    Delegate[] IRowMapper.CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        return _columns.Select((c, i) => activeOutput(i) ? c.MakeGetter(input) : null).ToArray();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => _transformer.Save(ctx);
}
