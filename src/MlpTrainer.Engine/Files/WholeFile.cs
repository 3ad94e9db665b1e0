namespace MlpTrainer.Engine.Files;

/// <summary>A file that is written whole or not at all.</summary>
/// <remarks>
/// What is written goes into a file beside the path, which moves there when it is complete and on the disk (see <see cref="UnfinishedFile"/>). Whatever
/// ends a process in between, there stands the old file or the new one. Where several write to one path at once, the last to finish wins.
/// A symbolic link stays, and the file that it leads to is replaced. A hard link's other names keep the old content.
/// </remarks>
internal static class WholeFile
{
    /// <summary>Replaces what stands at a path by a complete file, or leaves it as it is.</summary>
    /// <param name="path">The file; its folder must exist and let files be made in it.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written: the disk is full, there is no such folder, and the like.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or the path is a folder.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            string target = TargetOf(path);
            using var file = new UnfinishedFile(target);
            file.RemoveAbandoned();
            write(file.Stream);
            file.Finish();
        }
        catch (DirectoryNotFoundException error)
        {
            throw new DirectoryNotFoundException(Unchanged(path, error), error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new UnauthorizedAccessException(Unchanged(path, error), error);
        }
        catch (IOException error) when (error.GetType() == typeof(IOException))
        {
            throw new IOException(Unchanged(path, error), error);
        }
    }

    /// <summary>Where a path leads to in the end.</summary>
    private static string TargetOf(string path)
    {
        string full = Path.GetFullPath(path);
        var file = new FileInfo(full);
        string target = file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        return Directory.Exists(target)
            ? throw new UnauthorizedAccessException($"The path must name a file, but '{target}' is a folder.")
            : target;
    }

    private static string Unchanged(string path, Exception error) =>
        $"'{path}' was not written, and what stood there is unchanged: {error.Message}";
}
