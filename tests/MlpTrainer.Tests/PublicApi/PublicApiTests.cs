using System.Reflection;
using System.Runtime.CompilerServices;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests;

/// <summary>The public surface stands in the text files beside this one. A change of it is approved by changing them:
/// <c>APPROVE_PUBLIC_API=1 dotnet test --filter PublicApi</c> writes them anew, and review sees the difference.</summary>
public class PublicApiTests
{
    private const string Approve = "APPROVE_PUBLIC_API";

    [Fact]
    public void OfTheEngineIsApproved() => AssertApproved(typeof(NetworkTrainer).Assembly);

    [Fact]
    public void OfThePluginIsApproved() => AssertApproved(typeof(MlpBinaryTrainer).Assembly);

    private static void AssertApproved(Assembly assembly)
    {
        string file = Path.Combine(ThisFolder(), $"{assembly.GetName().Name}.txt");
        string[] actual = PublicSurface.Of(assembly);
        if (Environment.GetEnvironmentVariable(Approve) == "1")
        {
            File.WriteAllLines(file, actual);
        }

        string[] approved = File.Exists(file) ? File.ReadAllLines(file) : [];
        IEnumerable<string> difference = approved.Except(actual).Select(line => $"- {line}").Concat(actual.Except(approved).Select(line => $"+ {line}"));
        string text = string.Join('\n', difference);
        Assert.True(
            text.Length == 0,
            $"The public surface of {assembly.GetName().Name} must be that of {file}. If the change is meant: {Approve}=1 dotnet test --filter PublicApi\n{text}");
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
