using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>The columns that trainers ask for, their checks and their getters.</summary>
public static class TrainerUtils
{
    public static SchemaShape.Column MakeBoolScalarLabel(string labelColumn) => Scalar(labelColumn, BooleanDataViewType.Instance, false);

    public static SchemaShape.Column MakeU4ScalarColumn(string columnName) =>
        columnName is null ? default : Scalar(columnName, NumberDataViewType.UInt32, true);

    public static SchemaShape.Column MakeR4ScalarColumn(string columnName) => Scalar(columnName, NumberDataViewType.Single, false);

    /// <summary>No name gives no column.</summary>
    public static SchemaShape.Column MakeR4ScalarWeightColumn(string weightColumn) =>
        string.IsNullOrEmpty(weightColumn) ? default : Scalar(weightColumn, NumberDataViewType.Single, false);

    public static SchemaShape.Column MakeR4VecFeature(string featureColumn) =>
        new(featureColumn, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);

    public static void CheckFeatureFloatVector(this RoleMappedData data, out int length)
    {
        DataViewSchema.Column column = Required(data, data.Schema.Feature, "feature");
        length = column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single
            ? vector.Size
            : throw Contracts.ExceptSchemaMismatch(nameof(data), "feature", column.Name, "known-size vector of Single", column.Type.ToString());
    }

    public static void CheckBinaryLabel(this RoleMappedData data)
    {
        DataViewSchema.Column column = Required(data, data.Schema.Label, "label");
        if (column.Type is not BooleanDataViewType && column.Type != NumberDataViewType.Single && column.Type is not KeyDataViewType { Count: 2 })
            throw Contracts.ExceptSchemaMismatch(nameof(data), "label", column.Name, "Boolean, Single or key with two values", column.Type.ToString());
    }

    public static void CheckRegressionLabel(this RoleMappedData data)
    {
        DataViewSchema.Column column = Required(data, data.Schema.Label, "label");
        if (column.Type != NumberDataViewType.Single && column.Type != NumberDataViewType.Double)
            throw Contracts.ExceptSchemaMismatch(nameof(data), "label", column.Name, "Single or Double", column.Type.ToString());
    }

    /// <summary>The number of classes is the key's count, with or without rows.</summary>
    public static void CheckMulticlassLabel(this RoleMappedData data, out int count)
    {
        DataViewSchema.Column column = Required(data, data.Schema.Label, "label");
        count = column.Type is KeyDataViewType { Count: <= int.MaxValue } key
            ? (int)key.Count
            : throw Contracts.ExceptSchemaMismatch(nameof(data), "label", column.Name, "key", column.Type.ToString());
    }

    public static void CheckOptFloatWeight(this RoleMappedData data)
    {
        if (data.Schema.Weight is { } column && column.Type != NumberDataViewType.Single && column.Type != NumberDataViewType.Double)
            throw Contracts.ExceptSchemaMismatch(nameof(data), "weight", column.Name, "Single or Double", column.Type.ToString());
    }

    public static DataViewRowCursor CreateRowCursor(this RoleMappedData data, CursOpt opt, Random rand, IEnumerable<int> extraCols = null) =>
        data.Data.GetRowCursor(Columns(data, opt, extraCols), rand);

    public static ValueGetter<VBuffer<float>> GetFeatureFloatVectorGetter(this DataViewRow row, RoleMappedData data) =>
        row.GetGetter<VBuffer<float>>(Required(data, data.Schema.Feature, "feature"));

    public static ValueGetter<float> GetLabelFloatGetter(this DataViewRow row, RoleMappedData data) =>
        NumberGetters.AsSingle(row, Required(data, data.Schema.Label, "label"));

    /// <summary>The weight, or null if there is no weight column.</summary>
    public static ValueGetter<float> GetOptWeightFloatGetter(this DataViewRow row, RoleMappedData data) =>
        data.Schema.Weight is { } column ? NumberGetters.AsSingle(row, column) : null;

    /// <summary>The group, or null if there is no group column.</summary>
    public static ValueGetter<ulong> GetOptGroupGetter(this DataViewRow row, RoleMappedData data) =>
        data.Schema.Group is { } column ? NumberGetters.KeyAsUInt64(row, column) : null;

    private static SchemaShape.Column Scalar(string name, DataViewType type, bool isKey) =>
        new(name, SchemaShape.Column.VectorKind.Scalar, type, isKey);

    private static DataViewSchema.Column Required(RoleMappedData data, DataViewSchema.Column? column, string role)
    {
        Contracts.CheckValue(data, nameof(data));
        return column ?? throw Contracts.ExceptParam(nameof(data), $"Training data must specify a {role} column.");
    }

    private static IEnumerable<DataViewSchema.Column> Columns(RoleMappedData data, CursOpt opt, IEnumerable<int> extraCols)
    {
        RoleMappedSchema schema = data.Schema;
        (CursOpt Flag, DataViewSchema.Column? Column)[] roles =
            [(CursOpt.Label, schema.Label), (CursOpt.Features, schema.Feature), (CursOpt.Weight, schema.Weight), (CursOpt.Group, schema.Group)];
        return roles.Where(r => opt.HasFlag(r.Flag) && r.Column is not null).Select(r => r.Column.Value)
            .Concat((extraCols ?? []).Select(i => schema.Schema[i])).DistinctBy(c => c.Index).ToArray();
    }
}
