namespace MlpTrainer.Tool.Tests.Commands;

public class CommandLineTests
{
    [Theory]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("predict")]
    [InlineData("inspect")]
    [InlineData("export")]
    [InlineData("bench")]
    [InlineData("completion")]
    public void EveryCommandHelpsWithExamples(string command)
    {
        Assert.Contains(RunOf.Good("--help").Lines, line => line.StartsWith(command, StringComparison.Ordinal));
        string[] help = RunOf.Good(command, "--help").Lines;
        Assert.Contains("Examples:", help);
        Assert.Contains(help, line => line.Contains($"mlp {command} ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mlp: Required argument 'data' missing for command: 'train'.", "train")]
    [InlineData("mlp: Unrecognized command or argument '--lable'.", "train", "data.csv", "--label", "x", "--lable", "y")]
    [InlineData("mlp: --budget must be a time such as 60s, 5m or 1h30m, but was 'soon'.", "train", "data.csv", "--label", "x", "--budget", "soon")]
    [InlineData("mlp: --threads must be a whole number of 1 or more, but was '0'.", "train", "data.csv", "--label", "x", "--threads", "0")]
    [InlineData("mlp: Required command was not provided.")]
    public void WrongUsageIsSaid(string message, params string[] arguments)
    {
        RunOf run = RunOf.Mlp(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(message, run.Error.Split('\n')[0]);
        Assert.Contains("--help says more.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("bench")]
    public void WithoutALabelTheColumnsAreNamed(string command)
    {
        RunOf run = RunOf.Mlp(command, Titanic.Table);
        Assert.Equal((2, "mlp: --label must name the column to predict. The columns of TitanicSurvival.csv are survived, sex, age, passengerClass."), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void AFileThatIsNotThereIsWrongInput()
    {
        RunOf run = RunOf.Mlp("train", "no.csv", "--label", "x");
        Assert.Equal((1, "mlp: There is no file 'no.csv'."), (run.ExitCode, run.Error.Trim()));
    }

    [Theory]
    [InlineData("mlp tr", "train")]
    [InlineData("mlp train --eff", "--effort")]
    [InlineData("mlp train --effort ", "Quick")]
    public void CommandLinesAreCompleted(string line, string expected) =>
        Assert.Contains(expected, RunOf.Good(Invariant($"[suggest:{line.Length}]"), line).Lines);

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void EveryShellHasItsScript(string shell) => Assert.Contains("[suggest:", RunOf.Good("completion", shell).Output, StringComparison.Ordinal);
}
