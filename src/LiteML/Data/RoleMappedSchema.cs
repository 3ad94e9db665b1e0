using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A schema whose columns have roles: features, label, weight and so on.</summary>
public sealed class RoleMappedSchema
{
    private readonly List<(ColumnRole Role, DataViewSchema.Column Column)> _columns = [];

    public RoleMappedSchema(DataViewSchema schema, IEnumerable<KeyValuePair<ColumnRole, string>> roles, bool opt = false)
    {
        Contracts.CheckValue(schema, nameof(schema));
        Schema = schema;
        foreach ((ColumnRole role, string name) in roles)
        {
            if (string.IsNullOrEmpty(name))
                continue;
            if (schema.GetColumnOrNull(name) is { } column)
                _columns.Add((role, column));
            else if (!opt)
                throw Contracts.ExceptParam(nameof(schema), $"{name} column '{role.Value}' not found");
        }
    }

    public DataViewSchema Schema { get; }

    public DataViewSchema.Column? Feature => Find(ColumnRole.Feature);

    public DataViewSchema.Column? Label => Find(ColumnRole.Label);

    public DataViewSchema.Column? Group => Find(ColumnRole.Group);

    public DataViewSchema.Column? Weight => Find(ColumnRole.Weight);

    public IReadOnlyList<DataViewSchema.Column> GetColumns(ColumnRole role) =>
        _columns.Where(c => c.Role.Value == role.Value).Select(c => c.Column).ToArray();

    internal static IEnumerable<KeyValuePair<ColumnRole, string>> Standard(string label, string feature, string group, string weight, string name) =>
        [ColumnRole.Label.Bind(label), ColumnRole.Feature.Bind(feature), ColumnRole.Group.Bind(group), ColumnRole.Weight.Bind(weight), ColumnRole.Name.Bind(name)];

    private DataViewSchema.Column? Find(ColumnRole role) => GetColumns(role) is [var only] ? only : null;

    /// <summary>What a column is for.</summary>
    public readonly struct ColumnRole
    {
        public readonly string Value;

        public ColumnRole(string value)
        {
            Contracts.CheckNonEmpty(value, nameof(value));
            Value = value;
        }

        public static ColumnRole Feature => "Feature";

        public static ColumnRole Label => "Label";

        public static ColumnRole Group => "Group";

        public static ColumnRole Weight => "Weight";

        public static ColumnRole Name => "Name";

        public static implicit operator ColumnRole(string value) => new(value);

        public KeyValuePair<ColumnRole, string> Bind(string name) => new(this, name);
    }
}
