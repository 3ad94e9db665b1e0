using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MlpTrainer.Tests.Interop;

public class MLNetInternalsTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly ReferencedMember[] s_references = ReferencesOfThePlugin();

    /// <summary>Every internal of ML.NET that the plugin uses stands in one list, so that a new one is a decision and not an accident.</summary>
    [Fact]
    public void TheInternalsOfMLNetInUseAreThoseListed()
    {
        string[] actual = [.. s_references.Where(IsClosed).Select(member => member.ToString()).Order(StringComparer.Ordinal)];
        string[] listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Interop", "MLNetInternals.txt"));

        string found = Path.Combine(AppContext.BaseDirectory, "MLNetInternals.found.txt");
        File.WriteAllLines(found, actual);
        Assert.True(actual.SequenceEqual(listed), $"""
            The internals in use are not those in tests/MlpTrainer.Tests/Interop/MLNetInternals.txt; if they are meant, copy {found} over it.
            In use but not listed: {string.Join("; ", actual.Except(listed))}
            Listed but not in use: {string.Join("; ", listed.Except(actual))}
            """);
    }

    /// <summary>The ML.NET that the tests run on has every type and member that the plugin refers to, with the same signature.</summary>
    [Fact]
    public void TheMLNetInUseHasAllThatThePluginRefersTo()
    {
        var defined = new DefinedMembers();
        List<PEReader> opened = [];
        foreach (string assembly in s_references.Select(reference => reference.Assembly).Distinct())
        {
            opened.Add(new PEReader(File.OpenRead(Assembly.Load(assembly).Location)));
            defined.Add(opened[^1].GetMetadataReader());
        }

        Assert.True(s_references.Length > 200, $"only {s_references.Length} references were found");
        Assert.DoesNotContain(s_references, reference => !defined.Contains(reference));
        Assert.False(defined.Contains(s_references[^1] with { Member = "NoSuchMember" }));
        opened.ForEach(reader => reader.Dispose());
    }

    private static ReferencedMember[] ReferencesOfThePlugin()
    {
        using var plugin = new PEReader(File.OpenRead(typeof(MlpBinaryTrainer).Assembly.Location));
        return [.. ReferencedMember.AllIn(plugin.GetMetadataReader(), "Microsoft.ML")];
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
