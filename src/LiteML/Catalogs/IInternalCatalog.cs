using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A catalog that knows its environment.</summary>
public interface IInternalCatalog
{
    IHostEnvironment Environment { get; }
}

/// <summary>The way from a catalog to its environment, for catalog extensions.</summary>
public static class CatalogUtils
{
    public static IHostEnvironment GetEnvironment(this IInternalCatalog catalog) => catalog.Environment;
}
