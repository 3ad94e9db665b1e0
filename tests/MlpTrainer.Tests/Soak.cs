using System.Globalization;

namespace MlpTrainer.Tests;

/// <summary>How long tests of the category Soak go on: <c>MLPTRAINER_SOAK=100 dotnet test --filter Category=Soak</c> tries a hundred times as much.</summary>
internal static class Soak
{
    /// <summary>The trait's name and value.</summary>
    public const string Trait = "Category", Category = "Soak";

    private static readonly int s_factor =
        int.Parse(Environment.GetEnvironmentVariable("MLPTRAINER_SOAK") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>A number of trials, or as many times more as the environment asks for.</summary>
    public static int Times(int trials) => trials * s_factor;
}
