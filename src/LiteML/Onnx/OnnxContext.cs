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

/// <summary>The graph under construction.</summary>
public abstract class OnnxContext
{
    public abstract string AddInitializer(IEnumerable<float> values, IEnumerable<long> dims, string name = null, bool makeUniqueName = true);

    public abstract string AddIntermediateVariable(DataViewType type, string colName, bool skip = false);

    public abstract void CheckOpSetVersion(int thisTransformerMinumumOpSetVersion, string registerTransformerName);

    public abstract OnnxNode CreateNode(string opType, IEnumerable<string> inputs, IEnumerable<string> outputs, string name, string domain = null);

    public abstract string GetNodeName(string prefix);
}

/// <summary>One node of the graph.</summary>
public abstract class OnnxNode
{
    public abstract void AddAttribute(string argName, double value);

    public abstract void AddAttribute(string argName, long value);
}
