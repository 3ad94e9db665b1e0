namespace MlpTrainer.Tool;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A file, a value or a model is not as it must be.</summary>
    public const int WrongInput = 1;

    /// <summary>The command line is not one of the tool's.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl+C.</summary>
    public const int Cancelled = 130;
}
