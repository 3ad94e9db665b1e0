using MlpTrainer.Tool.Commands;

namespace MlpTrainer.Tool.Tests;

/// <summary>A command line that was run in this process, and what came of it.</summary>
internal sealed record RunOf(int ExitCode, string Output, string Error)
{
    public static RunOf Mlp(params string[] arguments)
    {
        StringWriter output = new(), error = new();
        int code = CommandLine.RunAsync(arguments, output, error).GetAwaiter().GetResult();
        return new RunOf(code, output.ToString(), error.ToString());
    }

    /// <summary>The same where it must succeed.</summary>
    public static RunOf Good(params string[] arguments)
    {
        RunOf run = Mlp(arguments);
        Assert.True(run.ExitCode == 0, $"mlp {string.Join(' ', arguments)}: {run.ExitCode}\n{run.Output}\n{run.Error}");
        return run;
    }

    /// <summary>The output's lines without those that are empty.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
