using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view whose columns have roles.</summary>
public sealed class RoleMappedData
{
    public RoleMappedData(IDataView data, IEnumerable<KeyValuePair<RoleMappedSchema.ColumnRole, string>> roles, bool opt = false)
    {
        Contracts.CheckValue(data, nameof(data));
        Data = data;
        Schema = new RoleMappedSchema(data.Schema, roles, opt);
    }

    public RoleMappedData(IDataView data, string label, string feature, string group = null, string weight = null, string name = null,
        IEnumerable<KeyValuePair<RoleMappedSchema.ColumnRole, string>> custom = null, bool opt = false)
        : this(data, RoleMappedSchema.Standard(label, feature, group, weight, name).Concat(custom ?? []), opt) { }

    public IDataView Data { get; }

    public RoleMappedSchema Schema { get; }
}
