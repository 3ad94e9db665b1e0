namespace MlpTrainer.Tool;

/// <summary>Something that the user can put right: its message is printed alone, and the exit code is <see cref="ExitCode.WrongInput"/>.</summary>
internal sealed class UserError(string message) : Exception(message);
