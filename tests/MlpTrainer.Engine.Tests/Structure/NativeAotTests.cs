using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlpTrainer.Engine.Tests.Structure;

/// <summary>The engine needs no just-in-time compiler: its sample, published with NativeAOT, says what it says when run by dotnet.</summary>
public class NativeAotTests
{
    [Fact]
    public void TheEngineSaysOfItselfThatItIsFitForAot()
    {
        string[] claims = [.. typeof(NetworkTrainer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Select(claim => $"{claim.Key}={claim.Value}")];
        Assert.Contains("IsTrimmable=True", claims);
        Assert.Contains("IsAotCompatible=True", claims);
    }

    [Fact]
    public void APublishedSampleSaysWhatItSaysUnderTheJit()
    {
        string folder = Directory.CreateTempSubdirectory("mlp-aot-").FullName;
        try
        {
            string sample = Path.Combine(Root(), "samples", "EngineOnly");
            string[] common = [sample, "--artifacts-path", Path.Combine(folder, "artifacts"), "-p:NuGetAudit=false", "-p:RunAnalyzers=false", "-v", "q"];
            (int built, string buildLog, _) = Run(folder, "dotnet", ["build", .. common, "-o", Path.Combine(folder, "jit")]);
            Assert.True(built == 0, buildLog);
            (_, _, string expected) = Run(folder, "dotnet", [Path.Combine(folder, "jit", "EngineOnly.dll")]);
            Assert.Matches(@"^57-32 relu-1 sigmoid: \d+ of 921 e-mails right\s*$", expected);
            if (Missing() is { } missing)
            {
                NotTried(missing);
                return;
            }

            (int published, string log, _) = Run(
                folder, "dotnet", ["publish", .. common, "-p:PublishAot=true", "-r", RuntimeInformation.RuntimeIdentifier, "-o", Path.Combine(folder, "aot")]);
            if (published != 0 && log.Contains("NU110", StringComparison.Ordinal))
            {
                NotTried("no package source has NativeAOT's compiler");
                return;
            }

            Assert.True(published == 0, log);
            (int exitCode, _, string actual) = Run(folder, Path.Combine(folder, "aot", "EngineOnly"), []);
            Assert.Equal((0, expected), (exitCode, actual));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void NotTried(string why)
    {
        TestContext.Current.SendDiagnosticMessage($"NativeAOT was not tried: {why}.");
        TestContext.Current.TestOutputHelper?.WriteLine($"NativeAOT was not tried: {why}. The engine's own build holds it to the rules of AOT and trimming.");
    }

    /// <summary>What NativeAOT needs beside the SDK, on this machine: a linker of the platform's.</summary>
    private static string? Missing()
    {
        if (OperatingSystem.IsWindows())
        {
            return "on Windows the linker is found by its own tools only";
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")))
            ? null : "there is neither clang nor gcc to link with";
    }

    private static (int ExitCode, string Log, string Output) Run(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, $"{program} {string.Join(' ', arguments)}\n{output.Result}{errors.Result}", output.Result);
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
