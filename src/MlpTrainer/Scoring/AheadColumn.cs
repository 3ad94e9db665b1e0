using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Scoring;

/// <summary>One input column's values of the rows that were read ahead.</summary>
internal abstract class AheadColumn
{
    private static readonly MethodInfo s_number = Generic(nameof(OfValues)), s_vector = Generic(nameof(OfVectors));

    /// <summary>The getter of the presented row's value, a <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>Keeps the value of the row that the input stands at.</summary>
    public abstract void Read(int place);

    /// <param name="rows">The rows.</param>
    /// <param name="input">Their cursor.</param>
    /// <param name="column">An active column, of a type whose values may be kept: see <c>DataViewUtils.IsCacheable</c>.</param>
    public static AheadColumn Of(RowsAhead rows, DataViewRow input, DataViewSchema.Column column) => (AheadColumn)(column.Type is VectorDataViewType vector
        ? s_vector.MakeGenericMethod(vector.ItemType.RawType)
        : s_number.MakeGenericMethod(column.Type.RawType)).Invoke(null, [rows, input, column])!;

    private static AheadColumn<T> OfValues<T>(RowsAhead rows, DataViewRow input, DataViewSchema.Column column) =>
        new(rows, input.GetGetter<T>(column));

    private static AheadVectors<T> OfVectors<T>(RowsAhead rows, DataViewRow input, DataViewSchema.Column column) =>
        new(rows, input.GetGetter<VBuffer<T>>(column));

    private static MethodInfo Generic(string name) => typeof(AheadColumn).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}

/// <summary>A column of single values.</summary>
/// <param name="rows">The rows, which say which one is presented.</param>
/// <param name="source">The input's own getter.</param>
internal class AheadColumn<T>(RowsAhead rows, ValueGetter<T> source) : AheadColumn
{
    private readonly T[] _values = new T[rows.Room];

    public override Delegate Getter => (ValueGetter<T>)Get;

    public override void Read(int place) => source(ref _values[place]);

    protected virtual void Copy(in T value, ref T destination) => destination = value;

    private void Get(ref T value)
    {
        if (rows.Place is { } place)
        {
            Copy(_values[place], ref value);
        }
        else
        {
            source(ref value);
        }
    }
}

/// <summary>A column of vectors, which whoever gets them may change: they get copies.</summary>
internal sealed class AheadVectors<T>(RowsAhead rows, ValueGetter<VBuffer<T>> source) : AheadColumn<VBuffer<T>>(rows, source)
{
    protected override void Copy(in VBuffer<T> value, ref VBuffer<T> destination) => value.CopyTo(ref destination);
}
