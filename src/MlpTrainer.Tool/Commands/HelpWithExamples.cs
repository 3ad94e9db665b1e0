using System.CommandLine;
using System.CommandLine.Invocation;

namespace MlpTrainer.Tool.Commands;

/// <summary>The usual help, and after it what more there is to say of a command, with examples.</summary>
/// <param name="usual">The usual help.</param>
internal sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    /// <summary>Help comes before what is wrong with the command line.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not ToolCommand command)
        {
            return code;
        }

        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (command.More is { } more)
        {
            output.WriteLine(more);
            output.WriteLine();
        }

        output.WriteLine("Examples:");
        foreach (string example in command.Examples)
        {
            output.WriteLine($"  {example}");
        }

        return code;
    }
}
