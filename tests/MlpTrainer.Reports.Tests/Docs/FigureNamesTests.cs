using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MlpTrainer.Reports.Tests.Docs;

/// <summary>docs/report.md says of every figure what it is.</summary>
public partial class FigureNamesTests
{
    [Fact]
    public void EveryFigureIsInTheDocument()
    {
        string[] named = [.. Bold().Matches(File.ReadAllText(Path.Combine(Folder(), "docs", "report.md"))).Select(name => name.Groups["name"].Value)];
        string[] titles =
        [
            .. Models.Report(Models.Binary.Value, Models.Test, "IsLarge").Titles, .. Models.Report(Models.Multiclass.Value, Models.Test).Titles,
            .. Models.Report(Models.Number.Value, Models.Test, "Price").Titles, .. Models.Report(Models.Numbers.Value, Models.Test, "Both").Titles,
        ];
        Assert.All(titles, title => Assert.Contains(named, name => title.StartsWith(name, StringComparison.Ordinal)));
        Assert.All(named, name => Assert.Contains(titles, title => title.StartsWith(name, StringComparison.Ordinal)));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"\*\*(?<name>[^*]+)\*\*", RegexOptions.ExplicitCapture)]
    private static partial Regex Bold();
}
