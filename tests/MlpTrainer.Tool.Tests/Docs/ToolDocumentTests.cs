using System.Text.RegularExpressions;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Tests.Docs;

/// <summary>What docs/tool.md says of commands, options, exit codes and missing values is what the tool has.</summary>
public partial class ToolDocumentTests
{
    private static readonly string s_text = File.ReadAllText(Repository.PathOf("docs", "tool.md"));

    [Fact]
    public void ItsCommandsAreTheTools()
    {
        string[] help = RunOf.Good("--help").Lines;
        string[] commands = [.. help.SkipWhile(line => line != "Commands:").Skip(1).Select(line => line.Split(' ')[0])];
        Assert.Equal(commands.Order(), Row().Matches(s_text).Select(row => row.Groups["command"].Value).Order());
    }

    [Fact]
    public void ItsOptionsAreTheTools()
    {
        string help = string.Concat(new[] { "train", "evaluate", "predict", "inspect", "export", "bench" }.Select(command => RunOf.Good(command, "--help").Output));
        string[] ofDotNet = ["--project", "--global", "--add-source", "--file", "--help"];
        Assert.All(Option().Matches(s_text).Select(option => option.Value).Except(ofDotNet), option => Assert.Contains($"{option} ", help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ExitCode.Success, "it was done")]
    [InlineData(ExitCode.WrongInput, "a file, a value or a model")]
    [InlineData(ExitCode.Usage, "the command line")]
    [InlineData(ExitCode.Cancelled, "Ctrl+C")]
    public void ItsExitCodesAreTheTools(int code, string when) => Assert.Contains(Invariant($"\n| {code} | {when}"), s_text, StringComparison.Ordinal);

    [Fact]
    public void ItsWordsForMissingValuesAreTheTools()
    {
        string[] parts = s_text.Split('\n').Single(line => line.StartsWith("| missing values |", StringComparison.Ordinal)).Split("also");
        MissingWords missing = new([]);
        Assert.All(Code().Matches(parts[0]).Select(word => word.Groups["word"].Value), word => Assert.True(missing.Has(word), word));
        Assert.All(Code().Matches(parts[1]).Select(word => word.Groups["word"].Value), word => Assert.True(missing.HasAmongNumbers(word), word));
        Assert.Equal(8, Code().Count(parts[0]));
    }

    [GeneratedRegex(@"^\| `mlp (?<command>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex("`(?<word>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
