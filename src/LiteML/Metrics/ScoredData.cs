using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads the columns that evaluators need.</summary>
internal static class ScoredData
{
    internal static DataViewSchema.Column Find(IExceptionContext host, DataViewSchema schema, string name, string role) =>
        schema.GetColumnOrNull(name) ?? throw host.ExceptParam(nameof(schema), $"{name} column '{role}' not found");

    internal static void CheckType(IExceptionContext host, DataViewSchema.Column column, string role, DataViewType expected)
    {
        if (!column.Type.Equals(expected))
            throw host.ExceptSchemaMismatch("schema", role, column.Name, expected.ToString(), column.Type.ToString());
    }
}
