using Microsoft.ML.Runtime;

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
internal sealed record OutputColumn(DataViewSchema.DetachedColumn Column, int[] Inputs, Func<DataViewRow, Delegate> MakeGetter);

/// <summary>A row mapper as a list of independent columns.</summary>
internal sealed class ColumnwiseMapper(ITransformer transformer, OutputColumn[] columns) : IRowMapper
{
    public DataViewSchema.DetachedColumn[] GetOutputColumns() => Array.ConvertAll(columns, c => c.Column);

    public ITransformer GetTransformer() => transformer;

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        var needed = columns.Where((_, i) => activeOutput(i)).SelectMany(c => c.Inputs).ToHashSet();
        return needed.Contains;
    }

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        return columns.Select((c, i) => activeOutput(i) ? c.MakeGetter(input) : null).ToArray();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => transformer.Save(ctx);
}
