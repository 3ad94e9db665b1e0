using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a model part writes itself.</summary>
public sealed class ModelSaveContext : IDisposable
{
    public readonly BinaryWriter Writer;

    internal ModelSaveContext(BinaryWriter writer) => Writer = writer;

    public bool InRepository => throw new NotImplementedException();

    public void CheckAtModel() => throw new NotImplementedException();

    public void SetVersionInfo(VersionInfo ver) => throw new NotImplementedException();

    public void SaveModel<T>(T value, string name) where T : class => throw new NotImplementedException();

    public void SaveString(string str) => throw new NotImplementedException();

    public void SaveStringOrNull(string str) => throw new NotImplementedException();

    public void SaveNonEmptyString(string str) => throw new NotImplementedException();

    public void SaveBinaryStream(string name, Action<BinaryWriter> action) => throw new NotImplementedException();

    public void SaveTextStream(string name, Action<TextWriter> action) => throw new NotImplementedException();

    public void Dispose() { }
}

/// <summary>Where a model part reads itself.</summary>
public sealed class ModelLoadContext : IDisposable
{
    public readonly BinaryReader Reader;

    internal ModelLoadContext(BinaryReader reader) => Reader = reader;

    public bool InRepository => throw new NotImplementedException();

    public void CheckAtModel() => throw new NotImplementedException();

    public void CheckAtModel(VersionInfo ver) => throw new NotImplementedException();

    public bool ContainsModel(string name) => throw new NotImplementedException();

    public void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra) where TRes : class => throw new NotImplementedException();

    public bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra) where TRes : class => throw new NotImplementedException();

    public string LoadString() => throw new NotImplementedException();

    public string LoadStringOrNull() => throw new NotImplementedException();

    public string LoadNonEmptyString() => throw new NotImplementedException();

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action) => throw new NotImplementedException();

    public void Dispose() { }
}
