namespace MlpTrainer.Tool.Tests.Commands;

public class InspectCommandTests
{
    [Fact]
    public void TheModelIsDescribed()
    {
        RunOf run = RunOf.Good("inspect", Titanic.Model);
        Assert.EndsWith("predicts survived, two classes: no, yes.", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => Words(line) is ["sex", "category", "String"]);
        Assert.Contains(run.Lines, line => Words(line) is ["age", "number", "Single"]);
        Assert.Contains(run.Lines, line => line.EndsWith("best", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("trained by MlpTrainer", StringComparison.Ordinal));
    }

    /// <summary>A label that one column makes alone: that one moves the predictions most, on made-up rows and on real ones.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheColumnThatRulesIsFound(bool isReal)
    {
        using Scratch scratch = new();
        string table = scratch.Write("ruled.csv", "idle,ruler,kind,label\n" + string.Join('\n', Enumerable.Range(0, 300).Select(i => Invariant($"{i % 7},{i * 37 % 100},{"abc"[i % 3]},{(i * 37 % 100 > 50 ? "yes" : "no")}"))));
        RunOf.Good("train", table, "--label", "label", "--effort", "quick", "--out", scratch.PathOf("m.zip"));
        RunOf run = RunOf.Good(["inspect", scratch.PathOf("m.zip"), .. isReal ? new[] { "--data", table } : []]);
        string[] shares = [.. run.Lines.Where(line => Words(line) is [_, _, "%", ..])];
        Assert.Equal(3, shares.Length);
        Assert.Equal("ruler", Words(shares[0])[0]);
        Assert.True(double.Parse(Words(shares[0])[1]) > 60, shares[0]);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
