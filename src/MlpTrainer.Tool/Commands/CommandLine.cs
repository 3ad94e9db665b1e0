using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MlpTrainer.Tool.Commands;

/// <summary>The tool's commands, and how one is run.</summary>
internal static class CommandLine
{
    /// <summary>How long a command may take to end after Ctrl+C, before the process does.</summary>
    private static readonly TimeSpan s_timeToEnd = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command line and gives the exit code.</summary>
    /// <param name="arguments">What follows "mlp".</param>
    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes progress and errors.</param>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        ParseResult result = Root().Parse(arguments);
        if (result.Action is ParseErrorAction)
        {
            foreach (string message in result.Errors.Select(each => each.Message).Distinct())
            {
                await error.WriteLineAsync($"mlp: {message}").ConfigureAwait(false);
            }

            string command = result.CommandResult.Command is RootCommand ? "mlp" : $"mlp {result.CommandResult.Command.Name}";
            await error.WriteLineAsync($"{command} --help says more.").ConfigureAwait(false);
            return ExitCode.Usage;
        }

        return await result.InvokeAsync(new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = s_timeToEnd,
        }).ConfigureAwait(false);
    }

    private static RootCommand Root()
    {
        RootCommand root = new("Neural networks for tables: trains, measures, applies, explains and exports them. mlp <command> --help has examples.")
        {
            TrainCommand.Create(),
            EvaluateCommand.Create(),
            PredictCommand.Create(),
            InspectCommand.Create(),
            ExportCommand.Create(),
            BenchCommand.Create(),
            CompletionCommand.Create(),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return root;
    }
}
