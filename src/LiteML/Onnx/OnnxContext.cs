using Microsoft.ML.Data;

namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>A component that may be part of an exported ONNX graph. Nothing in LiteML exports; these shapes let models offer it.</summary>
public interface ICanSaveOnnx
{
    bool CanSaveOnnx(OnnxContext ctx);
}

/// <summary>A model that can add itself to a graph, reading the features variable.</summary>
public interface ISingleCanSaveOnnx : ICanSaveOnnx
{
    bool SaveAsOnnx(OnnxContext ctx, string[] outputNames, string featureColumn);
}

/// <summary>A model with a probability that can add itself to a graph.</summary>
public interface IDistCanSaveOnnx : ISingleCanSaveOnnx, IValueMapperDist
{
    new bool SaveAsOnnx(OnnxContext ctx, string[] outputNames, string featureColumn);
}

/// <summary>The graph under construction.</summary>
public abstract class OnnxContext
{
    public abstract string AddInitializer(IEnumerable<bool> values, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(IEnumerable<double> values, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(IEnumerable<float> values, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(IEnumerable<int> values, Type type, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(IEnumerable<long> values, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(IEnumerable<string> values, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(IEnumerable<ulong> values, bool isUint64, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(bool value, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(double value, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(float value, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(int value, Type type, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(long value, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(string value, string name = null, bool makeUniqueName = true);

    public abstract string AddInitializer(ulong value, bool isUint64, string name = null, bool makeUniqueName = true);

    public abstract string AddIntermediateVariable(DataViewType type, string colName, bool skip = false);

    public abstract void CheckOpSetVersion(int thisTransformerMinumumOpSetVersion, string registerTransformerName);

    public abstract bool ContainsColumn(string colName);

    public abstract OnnxNode CreateNode(string opType, IEnumerable<string> inputs, IEnumerable<string> outputs, string name, string domain = null);

    public abstract string GetNodeName(string prefix);

    public abstract string GetVariableName(string colName);

    public abstract bool IsVariableDefined(string variableName);

    public abstract void RemoveColumn(string colName, bool removeVariable = false);

    public abstract void RemoveInputVariable(string variableName);

    public abstract void RemoveVariable(string variableName, bool removeColumn);

    public abstract List<long> RetrieveShapeOrNull(string variableName);

    public OnnxNode CreateNode(string opType, string input, string output, string name, string domain = null) =>
        CreateNode(opType, [input], [output], name, domain);
}

/// <summary>One node of the graph.</summary>
public abstract class OnnxNode
{
    public abstract void AddAttribute(string argName, IEnumerable<ReadOnlyMemory<char>> value);

    public abstract void AddAttribute(string argName, IEnumerable<bool> value);

    public abstract void AddAttribute(string argName, IEnumerable<double> value);

    public abstract void AddAttribute(string argName, IEnumerable<float> value);

    public abstract void AddAttribute(string argName, IEnumerable<long> value);

    public abstract void AddAttribute(string argName, IEnumerable<string> value);

    public abstract void AddAttribute(string argName, ReadOnlyMemory<char> value);

    public abstract void AddAttribute(string argName, Type t);

    public abstract void AddAttribute(string argName, bool value);

    public abstract void AddAttribute(string argName, double value);

    public abstract void AddAttribute(string argName, long value);

    public abstract void AddAttribute(string argName, string value);

    public abstract void AddAttribute(string argName, string[] value);
}
