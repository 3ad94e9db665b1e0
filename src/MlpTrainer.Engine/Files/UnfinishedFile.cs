namespace MlpTrainer.Engine.Files;

/// <summary>A file under a name of its own beside its target, which it replaces when it is finished; if it never is, it is deleted.</summary>
/// <remarks>
/// A process that is killed leaves it behind. While it is written the file is locked (the system frees the lock with the process), so an unlocked one is
/// abandoned, and the next writer to the same target deletes it. One that was written to a moment ago is left alone: its writer may be about to
/// lock or to move it. It moves unlocked, since whoever opens the target then must not meet the lock.
/// </remarks>
internal sealed class UnfinishedFile : IDisposable
{
    /// <summary>After the target's name: a dot, 32 hexadecimal digits, and this.</summary>
    public const string Extension = ".mlp-unfinished";

    private const int DigitsInName = 32;

    private static readonly TimeSpan s_young = TimeSpan.FromSeconds(10);

    private readonly string _target, _path;
    private bool _isFinished;

    public UnfinishedFile(string target)
    {
        (_target, _path) = (target, $"{target}.{Guid.NewGuid():N}{Extension}");
        Stream = new FileStream(_path, Creation());
    }

    /// <summary>Where the content is written to; it can seek.</summary>
    public FileStream Stream { get; }

    /// <summary>Waits until all is on the disk, and gives the file its final name.</summary>
    public void Finish()
    {
        Stream.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows() && File.Exists(_target))
        {
            File.SetUnixFileMode(Stream.SafeFileHandle, File.GetUnixFileMode(_target));
        }

        Stream.Dispose();
        File.Move(_path, _target, overwrite: true);
        _isFinished = true;
    }

    /// <summary>Deletes what killed processes left of the same target. What cannot be deleted stays.</summary>
    public void RemoveAbandoned()
    {
        if (!IsLocked(_path))
        {
            return;                                                         // locks mean nothing here, so none tells who lives
        }

        string prefix = Path.GetFileName(_target) + ".";
        foreach (string other in Directory.EnumerateFiles(Path.GetDirectoryName(_target)!))
        {
            string name = Path.GetFileName(other);
            if (name.StartsWith(prefix, StringComparison.Ordinal) && IsOurs(name[prefix.Length..]) && IsAbandoned(other))
            {
                TryDelete(other);
            }
        }
    }

    public void Dispose()
    {
        if (_isFinished)
        {
            return;
        }

        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // A full disk refuses what is still buffered; nobody needs it any more.
        }

        TryDelete(_path);
    }

    /// <summary>New, locked, and not to be read by others before it has the rights of the file that it replaces.</summary>
    private FileStreamOptions Creation()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows() && File.Exists(_target))
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static bool IsOurs(string ending) =>
        ending.Length == DigitsInName + Extension.Length && ending.EndsWith(Extension, StringComparison.Ordinal)
        && ending[..DigitsInName].All(char.IsAsciiHexDigitLower);

    private static bool IsAbandoned(string path) => DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > s_young && !IsLocked(path);

    /// <summary>Whether someone has the file open as a writer does; a file that cannot be asked counts as locked.</summary>
    private static bool IsLocked(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays: whoever writes there next tries again.
        }
    }
}
