using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace MlpTrainer.Interop;

/// <summary>
/// Whether the ML.NET beside this assembly has all that this assembly was compiled to use. Much of that is internal to ML.NET and
/// promised by nobody, so a later version may lack it; then this check gives one clear error instead of a missing method in the middle of training.
/// </summary>
/// <remarks>
/// It compares metadata with metadata: nothing of ML.NET is loaded for it that would not be loaded anyway. A program published as a
/// single file has no assemblies to read and is not checked.
/// </remarks>
internal static class MLNetCompatibility
{
    /// <summary>The versions of ML.NET whose members this assembly is known to find.</summary>
    public const string SupportedVersions = "3.0.1 to 5.x";

    private const string MLNetPrefix = "Microsoft.ML";
    private const int NamedInError = 3;

    private static readonly Lazy<string?> Verdict = new(() => Examine(typeof(MLNetCompatibility).Assembly));

    /// <summary>Examines ML.NET at the first call and remembers the verdict.</summary>
    /// <exception cref="NotSupportedException">ML.NET lacks members that this assembly uses.</exception>
    public static void Check()
    {
        if (Verdict.Value is string error)
        {
            throw new NotSupportedException(error);
        }
    }

    /// <summary>What of ML.NET <paramref name="user"/> refers to and can't have, as an error; null where nothing is missing.</summary>
    internal static string? Examine(Assembly user)
    {
        if (user.Location.Length == 0)
        {
            return null;
        }

        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(user) ?? AssemblyLoadContext.Default;
        using var image = new PEReader(File.OpenRead(user.Location));
        ReferencedMember[] references = [.. ReferencedMember.AllIn(image.GetMetadataReader(), MLNetPrefix)];

        string version = "of an unknown version";
        var defined = new DefinedMembers();
        List<PEReader> opened = [];
        try
        {
            foreach (string name in references.Select(reference => reference.Assembly).Distinct())
            {
                if (Load(context, name) is not Assembly library)
                {
                    continue; // and so all that is wanted of it will be missing
                }

                if (library.Location.Length == 0)
                {
                    return null;
                }

                opened.Add(new PEReader(File.OpenRead(library.Location)));
                defined.Add(opened[^1].GetMetadataReader());
                version = VersionOf(library);
            }

            return Error(version, [.. references.Where(reference => !defined.Contains(reference)).Select(reference => reference.ToString())]);
        }
        finally
        {
            opened.ForEach(reader => reader.Dispose());
        }
    }

    private static Assembly? Load(AssemblyLoadContext context, string name)
    {
        try
        {
            return context.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static string? Error(string version, string[] missing)
    {
        if (missing.Length == 0)
        {
            return null;
        }

        string more = missing.Length > NamedInError ? $" and {missing.Length - NamedInError} more" : "";
        return $"MlpTrainer supports ML.NET {SupportedVersions}; this is ML.NET {version}, which lacks {string.Join("; ", missing.Take(NamedInError))}{more}. "
            + "Use a supported version of the package Microsoft.ML, or a version of MlpTrainer that supports this one.";
    }

    // Every ML.NET has the assembly version 1.0.0.0; what its users call the version is the package's, which the build writes here.
    private static string VersionOf(Assembly library) =>
        library.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "of an unknown version";
}
