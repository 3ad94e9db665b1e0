using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Getters of columns whose type is known only at run time.</summary>
internal static class UntypedGetter
{
    private static readonly MethodInfo GetGetter = typeof(DataViewRow).GetMethod(nameof(DataViewRow.GetGetter));

    internal static Delegate Of(DataViewRow row, DataViewSchema.Column column) =>
        (Delegate)GetGetter.MakeGenericMethod(column.Type.RawType).Invoke(row, BindingFlags.DoNotWrapExceptions, null, [column], null);
}
