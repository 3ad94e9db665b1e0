namespace MlpTrainer.Tool;

/// <summary>Something that the user can put right: its message is printed alone, and the process ends with its exit code.</summary>
internal sealed class UserError(string message, int exitCode = ExitCode.WrongInput) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
