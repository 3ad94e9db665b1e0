namespace Microsoft.ML.Runtime;

/// <summary>The classes that model files name, by loader signature.</summary>
public sealed class ComponentCatalog
{
    internal static ComponentCatalog Shared { get; } = new();

    internal ComponentCatalog() { }
}
