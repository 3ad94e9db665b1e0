using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a model part reads itself.</summary>
public sealed class ModelLoadContext : IDisposable
{
    public const string ModelStreamName = "Model.key";

    public readonly RepositoryReader Repository;
    public readonly string Directory;
    public readonly BinaryReader Reader;
    public readonly string[] Strings;
    public readonly string LoaderAssemblyName;
    public ModelHeader Header;

    private ModelLoadContext(RepositoryReader repository, string directory, Stream stream)
    {
        Repository = repository;
        Directory = directory;
        Reader = new BinaryReader(stream);
        Header = ModelHeader.Read(Reader, out Strings, out LoaderAssemblyName);
    }

    /// <summary>Loads the part in a directory, or says that there is none.</summary>
    public static bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir, params object[] extra)
        where TRes : class
    {
        Contracts.CheckValue(env, nameof(env));
        result = null;
        if (rep.OpenOrNull($"{dir}/{ModelStreamName}") is not { } stream)
            return false;
        using var ctx = new ModelLoadContext(rep, dir, stream);
        if (!string.IsNullOrEmpty(ctx.LoaderAssemblyName))
            ComponentCatalog.Shared.RegisterAssembly(Assembly.Load(ctx.LoaderAssemblyName));
        object loaded = ComponentCatalog.Shared.Create(env, ctx.Header.LoaderSignature, typeof(TSig), ctx, extra);
        result = loaded as TRes ?? throw env.ExceptDecode($"Corrupt model file: '{dir}' holds {loaded.GetType()}, not {typeof(TRes)}");
        ctx.Done();
        return true;
    }

    public static void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir, params object[] extra)
        where TRes : class
    {
        if (!LoadModelOrNull<TRes, TSig>(env, out result, rep, dir, extra))
            throw env.ExceptDecode("Corrupt model file");
    }

    public void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra) where TRes : class =>
        LoadModel<TRes, TSig>(env, out result, Repository, $"{Directory}/{name}", extra);

    /// <summary>Checks that nothing is read yet.</summary>
    public void CheckAtModel() => Contracts.Check(Reader.BaseStream.Position == Header.FpModel, "The model part has already been read from");

    /// <summary>Checks also that the part is of this kind, and not too new or too old.</summary>
    public void CheckAtModel(VersionInfo ver)
    {
        CheckAtModel();
        CheckVersionInfo(ver);
    }

    public void CheckVersionInfo(VersionInfo ver)
    {
        Contracts.CheckDecode(Header.ModelSignature == ver.ModelSignature, "Unknown file type");
        Contracts.CheckDecode(Header.ModelVerReadable <= Header.ModelVerWritten, "Corrupt file header");
        if (Header.ModelVerReadable > ver.VerWrittenCur)
            throw Contracts.ExceptDecode(VersionMessage("new", "older"));
        if (Header.ModelVerWritten < ver.VerWeCanReadBack)
            throw Contracts.ExceptDecode(VersionMessage("old", "newer"));
    }

    /// <summary>Checks that the part has been read to its end.</summary>
    public void Done() => Contracts.CheckDecode(Reader.BaseStream.Position == Header.FpModel + Header.CbModel,
        "Corrupt model file: the model part has not been read to its end, or beyond");

    public string LoadStringOrNull()
    {
        int index = Reader.ReadInt32();
        Contracts.CheckDecode(index >= -1 && index < Strings.Length, "Corrupt model file: bad string");
        return index < 0 ? null : Strings[index];
    }

    public string LoadString() => LoadStringOrNull() ?? throw Contracts.ExceptDecode("Corrupt model file: missing string");

    public string LoadNonEmptyString()
    {
        string text = LoadString();
        Contracts.CheckDecode(text.Length > 0, "Corrupt model file: empty string");
        return text;
    }

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action) => TryLoadBinaryStream(Repository, $"{Directory}/{name}", action);

    internal static bool TryLoadBinaryStream(RepositoryReader repository, string path, Action<BinaryReader> action)
    {
        if (repository.OpenOrNull(path) is not { } stream)
            return false;
        using var reader = new BinaryReader(stream);
        try
        {
            action(reader);
            return true;
        }
        catch (IOException e)
        {
            throw Contracts.ExceptDecode(e, $"Corrupt model file: can't read '{path}'");
        }
    }

    public void Dispose() => Reader.Dispose();

    private string VersionMessage(string age, string remedy) =>
        $"Cause: ML.NET {typeof(ModelHeader).Assembly.GetName().Version} cannot read component '{Header.LoaderSignature}' of the model, because the model is too {age}.\n"
        + $"Suggestion: Make sure the model is trained with ML.NET {typeof(ModelHeader).Assembly.GetName().Version} or {remedy}.";
}
