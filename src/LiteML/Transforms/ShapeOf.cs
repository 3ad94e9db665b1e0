using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>What estimators do to shapes of schemas: find their inputs, add their outputs.</summary>
internal static class ShapeOf
{
    /// <summary>The shape with columns added, each taking the place of a column of its name.</summary>
    internal static SchemaShape Added(SchemaShape inputSchema, params IEnumerable<SchemaShape.Column> added)
    {
        var columns = inputSchema.ToDictionary(c => c.Name);
        foreach (var column in added)
        {
            columns[column.Name] = column;
        }

        return new SchemaShape(columns.Values);
    }

    internal static SchemaShape.Column Input(SchemaShape inputSchema, string name, IExceptionContext host) =>
        inputSchema.TryFindColumn(name, out var column) ? column : throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);

    /// <summary>Those of a column's annotations that have one of the names.</summary>
    internal static SchemaShape Annotations(SchemaShape.Column source, params string[] kinds) =>
        new((source.Annotations ?? Enumerable.Empty<SchemaShape.Column>()).Where(a => kinds.Contains(a.Name)));

    internal static SchemaShape.Column SlotNames() =>
        new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);

    internal static SchemaShape.Column IsNormalized() =>
        new(AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);
}
