using System.Reflection;
using Microsoft.ML;

namespace MlpTrainer.Interop;

/// <summary>
/// Whether the ML.NET in use is one whose internals this assembly knows. ML.NET promises nobody that they stay, so a version outside the range
/// gets one clear error at first use, instead of a missing method in the middle of training.
/// </summary>
internal static class MLNetVersion
{
    private static readonly Version s_oldest = new(5, 0, 1), s_tooNew = new(6, 0);
    private static readonly Lazy<string?> s_error = new(() => Error(
        typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion));

    /// <summary>Looks at ML.NET's version at the first call and remembers the verdict.</summary>
    /// <exception cref="NotSupportedException">The version is outside the range.</exception>
    public static void Check()
    {
        if (s_error.Value is { } error)
        {
            throw new NotSupportedException(error);
        }
    }

    /// <summary>What is wrong with a version, or null. Every ML.NET has the assembly version 1.0.0.0; the package's is in the informational one, as 5.0.1+hash.</summary>
    internal static string? Error(string? informational)
    {
        string text = informational?.Split('+')[0] ?? "";
        return !Version.TryParse(text.Split('-')[0], out Version? version) || (version >= s_oldest && version < s_tooNew)
            ? null
            : $"MlpTrainer needs ML.NET {s_oldest} or later and below {s_tooNew}, but this is ML.NET {text}. "
                + "Reference that version of the package Microsoft.ML, or a version of MlpTrainer made for this one.";
    }
}
