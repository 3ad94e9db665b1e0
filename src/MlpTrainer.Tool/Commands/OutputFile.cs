using MlpTrainer.Engine.Files;

namespace MlpTrainer.Tool.Commands;

/// <summary>Files that are written whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Sees to it that a file can be written, before a long work is done for it.</summary>
    /// <exception cref="UserError">Its folder isn't there or may not be written to, or it is a folder itself.</exception>
    public static void Check(string path, string option)
    {
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full)!;
        if (Directory.Exists(full))
        {
            throw new UserError($"{option} must be a file, but '{path}' is a folder.");
        }

        if (!Directory.Exists(folder))
        {
            throw new UserError($"{option}: there is no folder '{folder}'.");
        }

        try
        {
            string probe = Unfinished(full);
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new UserError($"{option}: '{path}' can't be written: {failure.Message}");
        }
    }

    /// <summary>Writes beside the path, then moves over it; after an error the path is as it was.</summary>
    public static T Write<T>(string path, Func<Stream, T> write)
    {
        T result = default!;
        WholeFile.Write(path, stream => result = write(stream));
        return result;
    }

    private static string Unfinished(string full) => $"{full}.{Guid.NewGuid():N}.mlp-unfinished";
}
