using MlpTrainer.Engine.Files;

namespace Microsoft.ML;

/// <summary>Beside <c>mlContext.Model.Save(…, path)</c>, which empties an existing file before it writes: a save that never loses what it replaces.</summary>
public static class MlpModelOperations
{
    /// <summary>Writes a model, as <see cref="ModelOperationsCatalog.Save(ITransformer, DataViewSchema, string)"/> does, whole or not at all.</summary>
    /// <remarks>
    /// The file is written beside the path, under the path's name with 32 digits and ".mlp-unfinished" after it, brought to the disk and moved over.
    /// Whatever happens on the way (an exception, a full disk, the process killed), the path has the old model or the new one. A process that was killed may leave
    /// its unfinished file; the next save to the same path deletes it. Several may save to one path at once: the last to finish wins. A symbolic
    /// link stays and the file that it leads to is replaced; rights of the old file are kept (on Windows those of the folder hold), hard links are not.
    /// </remarks>
    /// <param name="catalog">The context's model operations.</param>
    /// <param name="model">The model, of any trainer.</param>
    /// <param name="inputSchema">The schema of its input, which is saved with it; may be null.</param>
    /// <param name="filePath">The file. Its folder must exist and let files be made in it.</param>
    /// <exception cref="IOException">The file cannot be written: the disk is full, there is no such folder, and the like.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or the path is a folder.</exception>
    public static void SaveAtomically(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, string filePath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        WholeFile.Write(filePath, stream => catalog.Save(model, inputSchema, stream));
    }

    /// <summary>Writes a model together with the loader of its data; see <see cref="SaveAtomically(ModelOperationsCatalog, ITransformer, DataViewSchema, string)"/>.</summary>
    /// <typeparam name="TSource">What the loader loads from.</typeparam>
    /// <param name="catalog">The context's model operations.</param>
    /// <param name="model">The model; null for the loader alone.</param>
    /// <param name="loader">The loader.</param>
    /// <param name="filePath">The file. Its folder must exist and let files be made in it.</param>
    /// <exception cref="IOException">The file cannot be written: the disk is full, there is no such folder, and the like.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or the path is a folder.</exception>
    public static void SaveAtomically<TSource>(
        this ModelOperationsCatalog catalog, ITransformer? model, IDataLoader<TSource> loader, string filePath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        WholeFile.Write(filePath, stream => catalog.Save(model, loader, stream));
    }
}
