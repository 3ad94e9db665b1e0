using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MlpTrainer.Interop;

namespace MlpTrainer.Tests.Interop;

public class MLNetInternalsTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Every internal of ML.NET that the plugin uses stands in one list, so that a new one is a decision and not an accident.</summary>
    [PackageFact]
    public void TheInternalsOfMLNetInUseAreThoseListed()
    {
        using var plugin = new PEReader(File.OpenRead(typeof(MLNetCompatibility).Assembly.Location));
        string[] actual =
        [
            .. ReferencedMember.AllIn(plugin.GetMetadataReader(), "Microsoft.ML")
                .Where(IsClosed).Select(member => member.ToString()).Order(StringComparer.Ordinal),
        ];
        string[] listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "MLNetInternals.txt"));

        string found = Path.Combine(AppContext.BaseDirectory, "MLNetInternals.found.txt");
        File.WriteAllLines(found, actual);
        Assert.True(actual.SequenceEqual(listed), $"""
            The internals in use are not those in src/MlpTrainer/Interop/MLNetInternals.txt; if they are meant, copy {found} over it.
            In use but not listed: {string.Join("; ", actual.Except(listed))}
            Listed but not in use: {string.Join("; ", listed.Except(actual))}
            """);
    }

    private static bool IsClosed(ReferencedMember reference)
    {
        Type type = Assembly.Load(reference.Assembly).GetType(reference.Type, throwOnError: true)!;
        MemberInfo[] members = reference.Member.Length == 0 ? [] : type.GetMember(reference.Member, Everything);
        return !type.IsVisible || (members.Length > 0 && members.All(IsClosed));
    }

    private static bool IsClosed(MemberInfo member) => member switch
    {
        MethodBase method => method.IsAssembly || method.IsFamilyAndAssembly,
        FieldInfo field => field.IsAssembly || field.IsFamilyAndAssembly,
        _ => false,
    };
}
