namespace MlpTrainer.Tool.Tests.Commands;

public class BenchCommandTests
{
    [Fact]
    public void BothTrainersAreMeasuredOnTheSameFolds()
    {
        using Scratch scratch = new();
        string table = scratch.Write("line.csv", "x,kind,y\n" + string.Join('\n', Enumerable.Range(0, 240).Select(i => Invariant($"{i % 40 * 0.25},{"ab"[i % 2]},{(i % 40 * 0.5) + (i % 2) + 0.125}"))));
        RunOf run = RunOf.Good("bench", table, "--label", "y", "--folds", "2", "--effort", "quick");
        string[][] rows = [.. run.Lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words is ["MlpTrainer" or "LightGBM", _, _, _, _])];
        Assert.Equal(["MlpTrainer", "LightGBM"], rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.Equal(1, double.Parse(row[1]) + double.Parse(row[2]), 3));       // 1 − R² and R²
        Assert.True(double.Parse(rows[0][2]) > 0.9, run.Output);
    }
}
