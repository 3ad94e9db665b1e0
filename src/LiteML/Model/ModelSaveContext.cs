using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a model part writes itself: its own Model.key, in a directory of the model file.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private const string ModelStreamName = "Model.key";

    private readonly List<string> _strings = [];
    private readonly MemoryStream _model = new();
    private readonly string _directory;
    private VersionInfo? _version;

    public readonly RepositoryWriter Repository;

    /// <summary>Takes the part's bytes.</summary>
    public readonly BinaryWriter Writer;

    private ModelSaveContext(RepositoryWriter repository, string directory)
    {
        Repository = repository;
        Writer = new BinaryWriter(_model);
        _directory = directory;
    }

    /// <summary>Saves a part in a directory of its own. What can't be saved is left out, silently, as ML.NET does.</summary>
    public static void SaveModel<T>(RepositoryWriter rep, T value, string path) where T : class
    {
        Contracts.CheckValue(value, nameof(value));
        if (value is not ICanSaveModel model)
            return;
        using var ctx = new ModelSaveContext(rep, path);
        model.Save(ctx);
        VersionInfo version = ctx._version ?? throw Contracts.Except($"{value.GetType()} saved itself without version information");
        ctx.Writer.Flush();
        rep.Add($"{path}/{ModelStreamName}", ModelHeader.Assemble(version, ctx._model.ToArray(), ctx._strings));
    }

    /// <summary>Saves a part of this part.</summary>
    public void SaveModel<T>(T value, string name) where T : class => SaveModel(Repository, value, $"{_directory}/{name}");

    /// <summary>Checks that nothing is written yet.</summary>
    public void CheckAtModel() => Contracts.Check(_model.Position == 0, "The model part has already been written to");

    public void SetVersionInfo(VersionInfo ver) => _version = ver;

    public void SaveString(string str)
    {
        Contracts.CheckValue(str, nameof(str));
        SaveStringOrNull(str);
    }

    /// <summary>Writes a string as its number in the part's table of strings; null is −1.</summary>
    public void SaveStringOrNull(string str)
    {
        int index = str is null ? -1 : _strings.IndexOf(str);
        if (str is not null && index < 0)
        {
            index = _strings.Count;
            _strings.Add(str);
        }
        Writer.Write(index);
    }

    public void SaveNonEmptyString(string str) => SaveString(Contracts.CheckNonEmpty(str, nameof(str)));

    public void SaveBinaryStream(string name, Action<BinaryWriter> action) => SaveBinaryStream(Repository, $"{_directory}/{name}", action);

    internal static void SaveBinaryStream(RepositoryWriter repository, string path, Action<BinaryWriter> action)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        action(writer);
        writer.Flush();
        repository.Add(path, stream.ToArray());
    }

    public void Dispose() => Writer.Dispose();
}
