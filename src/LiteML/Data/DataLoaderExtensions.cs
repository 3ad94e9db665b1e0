using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Loading from paths.</summary>
public static class DataLoaderExtensions
{
    public static IDataView Load(this IDataLoader<IMultiStreamSource> loader, params string[] path) => loader.Load(new MultiFileSource(path));
}
