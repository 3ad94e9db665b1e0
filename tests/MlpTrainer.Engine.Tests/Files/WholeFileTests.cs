using System.Security.Cryptography;
using MlpTrainer.Engine.Files;

namespace MlpTrainer.Engine.Tests;

/// <summary>A file is replaced whole or not at all, and nothing else is left beside it.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlp-whole-").FullName;
    private readonly string _path;

    public WholeFileTests()
    {
        _path = Path.Combine(_folder, "model");
        File.WriteAllText(_path, "old");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheNewFileReplacesTheOldOne()
    {
        Write("new");
        Assert.Equal("new", File.ReadAllText(_path));
        Assert.Equal([_path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void TheOldFileStandsUntilTheNewOneIsComplete() => WholeFile.Write(_path, stream =>
    {
        stream.Write(new byte[1_000_000]);
        Assert.Equal("old", File.ReadAllText(_path));
    });

    [Fact]
    public void AnyExceptionLeavesTheOldFileAndNothingElse()
    {
        var error = new NotSupportedException("of the writer's own");
        Assert.Same(error, Assert.Throws<NotSupportedException>(() => WholeFile.Write(_path, stream => Fail(stream, error))));
        StaysAsItWas();
    }

    [Fact]
    public void AFullDiskIsToldInWords()
    {
        IOException error = Assert.Throws<IOException>(() => WholeFile.Write(_path, stream => Fail(stream, new IOException("No space left on device"))));
        Assert.Equal($"'{_path}' was not written, and what stood there is unchanged: No space left on device", error.Message);
        StaysAsItWas();
    }

    [Fact]
    public void AFolderThatIsNotThereIsToldInWords()
    {
        string path = Path.Combine(_folder, "nowhere", "model");
        DirectoryNotFoundException error = Assert.Throws<DirectoryNotFoundException>(() => WholeFile.Write(path, _ => { }));
        Assert.StartsWith($"'{path}' was not written, and what stood there is unchanged: ", error.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => WholeFile.Write(Path.Combine(_path, "inside a file"), _ => { }));
        StaysAsItWas();
    }

    [Fact]
    public void AFolderIsNotReplaced()
    {
        UnauthorizedAccessException error = Assert.Throws<UnauthorizedAccessException>(() => WholeFile.Write(_folder, _ => { }));
        Assert.EndsWith($"The path must name a file, but '{_folder}' is a folder.", error.Message, StringComparison.Ordinal);
        StaysAsItWas();
    }

    [Fact]
    public void AFolderThatTakesNoFilesKeepsTheOldOne()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.True(File.Exists(_path));                                // rights do not bind this process
            return;
        }

        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        UnauthorizedAccessException error = Assert.Throws<UnauthorizedAccessException>(() => Write("new"));
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.StartsWith($"'{_path}' was not written, and what stood there is unchanged: ", error.Message, StringComparison.Ordinal);
        StaysAsItWas();
    }

    [Fact]
    public void ALinkStaysAndItsFileIsReplaced()
    {
        string link = Path.Combine(_folder, "link"), dangling = Path.Combine(_folder, "dangling"), later = Path.Combine(_folder, "later");
        File.CreateSymbolicLink(link, "model");
        File.CreateSymbolicLink(dangling, later);
        WholeFile.Write(link, stream => stream.Write("new"u8));
        WholeFile.Write(dangling, stream => stream.Write("made"u8));
        Assert.Equal("model", new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(_path));
        Assert.Equal(later, new FileInfo(dangling).LinkTarget);
        Assert.Equal("made", File.ReadAllText(later));
        Assert.Equal(4, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void TheOldFilesRightsAreKept()
    {
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            File.SetUnixFileMode(_path, Private);
            Write("secret");
            Assert.Equal(Private, File.GetUnixFileMode(_path));
        }

        Assert.Equal([_path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void WhatKilledWritersLeftIsRemovedAndNothingElse()
    {
        string abandoned = Beside("0123456789abcdef0123456789abcdef"), young = Beside("1123456789abcdef0123456789abcdef");
        string held = Beside("2123456789abcdef0123456789abcdef"), foreign = Beside("not 32 digits");
        string others = Path.Combine(_folder, $"other.0123456789abcdef0123456789abcdef{UnfinishedFile.Extension}");
        foreach (string file in new[] { abandoned, young, held, foreign, others })
        {
            File.WriteAllText(file, "unfinished");
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(file == young ? 0 : 1));
        }

        using (new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Write("new");
        }

        Assert.Equal(new[] { _path, young, held, foreign, others }.Order(StringComparer.Ordinal), Directory.GetFiles(_folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WritersAtOnceLeaveOneWholeFile()
    {
        byte[][] contents = [.. Enumerable.Range(0, 4).Select(i => RandomNumberGenerator.GetBytes(50_000 + i))];
        File.WriteAllBytes(_path, contents[0]);
        Task[] writers = [.. contents.Select(content => Task.Run(() =>
        {
            for (int i = 0; i < 25; i++)
            {
                WholeFile.Write(_path, stream => stream.Write(content));
            }
        }))];
        int reads = 0;
        for (Task all = Task.WhenAll(writers); !all.IsCompleted; reads++)
        {
            byte[] read = File.ReadAllBytes(_path);
            Assert.Contains(contents, content => content.AsSpan().SequenceEqual(read));
        }

        await Task.WhenAll(writers);
        Assert.True(reads > 0);
        Assert.Equal([_path], Directory.GetFiles(_folder));
    }

    private static void Fail(Stream stream, Exception error)
    {
        stream.Write(new byte[100_000]);
        throw error;
    }

    private string Beside(string digits) => $"{_path}.{digits}{UnfinishedFile.Extension}";

    private void Write(string text) => WholeFile.Write(_path, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(text)));

    private void StaysAsItWas()
    {
        Assert.Equal("old", File.ReadAllText(_path));
        Assert.Equal([_path], Directory.GetFileSystemEntries(_folder));
    }
}
