using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>Whether TorchSharp finds its native libraries and what they need.</summary>
internal static class NativeLibraries
{
    /// <summary>What is wrong, and what to do; null where they were loaded.</summary>
    public static string? LoadError()
    {
        TextWriter output = Console.Out;
        Console.SetOut(TextWriter.Null);        // where TorchSharp writes a page about each library that it looks for
        try
        {
            InitializeDeviceType(TorchSharp.DeviceType.CPU);
            return null;
        }
        catch (Exception failure) when (failure is NotSupportedException or TypeInitializationException or DllNotFoundException)
        {
            return $"""
                TorchSharp's native library must be loadable, but was not: {SystemsWord() ?? failure.Message.Split('\n')[0]}
                On Linux it asks for the libstdc++ of GCC 13 or later (GLIBCXX_3.4.32), which Debian 12 does not have. Run on a newer system, or name the folder of a
                newer libstdc++.so.6 in LD_LIBRARY_PATH, as tests/MlpTrainer.Benchmarks/peers/torchsharp/README.md says; or compare without it: --peers sklearn
                """;
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    /// <summary>The system's own reason not to load the library.</summary>
    private static string? SystemsWord()
    {
        try
        {
            NativeLibrary.Load("LibTorchSharp", typeof(TorchSharp.torch).Assembly, DllImportSearchPath.AssemblyDirectory);
            return null;
        }
        catch (DllNotFoundException failure)
        {
            return failure.Message.Split('\n').FirstOrDefault(line => line.Contains("GLIBC", StringComparison.Ordinal)) ?? failure.Message.Split('\n')[0];
        }
    }
}
