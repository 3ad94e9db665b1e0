namespace Microsoft.ML.Data;

/// <summary>Says as which type a loaded transformer holds its model: a base class rather than the model's own class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class PredictionTransformerLoadTypeAttribute(Type loadtype) : Attribute
{
    internal Type LoadType { get; } = loadtype;

    /// <summary>The type argument a loaded transformer has for this model.</summary>
    internal static Type For(object model)
    {
        var type = model.GetType();
        var attribute = (PredictionTransformerLoadTypeAttribute)GetCustomAttribute(type, typeof(PredictionTransformerLoadTypeAttribute));
        if (attribute == null)
            return type;
        return attribute.LoadType.IsGenericTypeDefinition ? attribute.LoadType.MakeGenericType(type.GetGenericArguments()) : attribute.LoadType;
    }
}
