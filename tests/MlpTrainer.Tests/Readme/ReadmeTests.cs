using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Readme;

/// <summary>What the README shows is compiled, and runs.</summary>
[Collection(Samples.SampleTests.SpamModelFile)]
public class ReadmeTests
{
    private static readonly string s_folder = AppContext.BaseDirectory;

    [Fact]
    public void TheTenLinesAreThoseOfTheReadme()
    {
        string readme = File.ReadAllText(Path.Combine(s_folder, "README.md")).ReplaceLineEndings("\n");
        string[] passages = MarkedPassages(File.ReadAllLines(Path.Combine(s_folder, "Readme", "TenLines.cs")));
        Assert.Equal(2, passages.Length);
        Assert.All(passages, passage => Assert.Contains(passage, readme, StringComparison.Ordinal));
    }

    [Fact]
    public void TheTenLinesTrainAndSave()
    {
        File.Delete("spam-model.zip");
        BinaryClassificationMetrics metrics = TenLines.Run();
        Assert.InRange(metrics.AreaUnderRocCurve, 0.97, 1);
        Assert.NotNull(new MLContext().Model.Load("spam-model.zip", out _));
    }

    /// <summary>The lines between each pair of marks, moved to the left margin.</summary>
    private static string[] MarkedPassages(string[] lines)
    {
        var passages = new List<string>();
        for (int start = 0; (start = Array.FindIndex(lines, start, line => line.Trim() == "// <README>")) >= 0; start++)
        {
            int end = Array.FindIndex(lines, start, line => line.Trim() == "// </README>");
            int margin = lines[start].Length - lines[start].TrimStart().Length;
            passages.Add(string.Join('\n', lines[(start + 1)..end].Select(line => line.Length > margin ? line[margin..] : "")));
        }

        return [.. passages];
    }
}
