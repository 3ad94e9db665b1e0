using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A scorer's columns, all computed from one features column by one pass through the model per row.</summary>
/// <remarks><paramref name="makeGetters"/> is called once per cursor, so each cursor has its own mapper and buffers.</remarks>
internal sealed class ScoreMapper(
    ITransformer transformer,
    DataViewSchema.Column features,
    DataViewSchema.DetachedColumn[] outputs,
    Func<DataViewRow, DataViewSchema.Column, Delegate[]> makeGetters) : IRowMapper
{
    public DataViewSchema.DetachedColumn[] GetOutputColumns() => outputs;

    public ITransformer GetTransformer() => transformer;

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        var any = Enumerable.Range(0, outputs.Length).Any(activeOutput);
        return column => any && column == features.Index;
    }

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        return Enumerable.Range(0, outputs.Length).Any(activeOutput) ? makeGetters(input, features) : new Delegate[outputs.Length];
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => transformer.Save(ctx);

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
