using System.CommandLine;
using MlpTrainer.Tool.Terminal;

namespace MlpTrainer.Tool.Commands;

/// <summary>Runs what a command does, and makes an exit code of how it ends.</summary>
internal static class CommandAction
{
    /// <param name="command">The command.</param>
    /// <param name="run">What it does.</param>
    public static void Set(Command command, Action<ParseResult, Screen, CancellationToken> run) =>
        command.SetAction((result, cancellation) => Task.Run(() => Run(result, run, cancellation), CancellationToken.None));

    private static int Run(ParseResult result, Action<ParseResult, Screen, CancellationToken> run, CancellationToken cancellation)
    {
        Screen screen = new(result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        try
        {
            run(result, screen, cancellation);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            Tables.Line(screen.Error, "Cancelled; nothing was written.");
            return ExitCode.Cancelled;
        }
        catch (IOException error) when (error.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            return ExitCode.Success;                                        // whoever reads the output has had enough
        }
        catch (UserError error)
        {
            Tables.Line(screen.Error, $"mlp: {error.Message}");
            return error.ExitCode;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or FormatException)
        {
            Tables.Line(screen.Error, $"mlp: {error.Message}");
        }
        catch (DllNotFoundException error)
        {
            Tables.Line(screen.Error, $"mlp: a native library can't be loaded (LightGBM needs OpenMP, on Debian the package libgomp1): {error.Message}");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Tables.Line(screen.Error, $"mlp: an error that it does not know, which may be its own: {error}");
        }

        return ExitCode.WrongInput;
    }
}
