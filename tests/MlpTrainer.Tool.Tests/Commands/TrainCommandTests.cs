namespace MlpTrainer.Tool.Tests.Commands;

public class TrainCommandTests
{
    [Fact]
    public void ItSaysWhatItInfersAndHowGoodTheModelIs()
    {
        using Scratch scratch = new();
        RunOf run = RunOf.Good("train", Titanic.Table, "--label", "survived", "--effort", "quick", "--out", scratch.PathOf("model.zip"));
        Assert.Contains("TitanicSurvival.csv: 1309 rows, 4 columns; comma between fields, names in the first line, utf-8.", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("age", StringComparison.Ordinal) && line.Contains("number", StringComparison.Ordinal) && line.EndsWith("263 missing", StringComparison.Ordinal));
        Assert.Contains("On 261 rows that were not trained on:", run.Lines);
        Assert.True(Measured(run, "accuracy") is > 0.7 and < 0.9, run.Output);
        Assert.Equal(["model.zip"], scratch.Files);
    }

    /// <summary>With rows held out it has what the model does on them, without any what the model knows of itself.</summary>
    [Theory]
    [InlineData("0.2", true)]
    [InlineData("0", false)]
    public void AReportIsWrittenBesideTheModel(string test, bool hasTestRows)
    {
        using Scratch scratch = new();
        RunOf run = RunOf.Good("train", Titanic.Table, "--label", "survived", "--effort", "quick", "--test", test, "--out", scratch.PathOf("model.zip"), "--report", scratch.PathOf("report.html"));
        Assert.Contains($"Wrote {scratch.PathOf("report.html")}.", run.Lines);
        Assert.Equal(["model.zip", "report.html"], scratch.Files.Order(StringComparer.Ordinal));
        string page = File.ReadAllText(scratch.PathOf("report.html"));
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("passengerClass", page, StringComparison.Ordinal);
        Assert.Equal(hasTestRows, page.Contains("ROC", StringComparison.Ordinal));
    }

    [Fact]
    public void AReportThatCannotBeWrittenIsSaidBeforeTraining()
    {
        using Scratch scratch = new();
        RunOf run = RunOf.Mlp("train", Titanic.Table, "--label", "survived", "--out", scratch.PathOf("model.zip"), "--report", scratch.PathOf(Path.Combine("nowhere", "report.html")));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--report: there is no folder", run.Error, StringComparison.Ordinal);
        Assert.Empty(scratch.Files);
    }

    [Fact]
    public void TheSameSeedGivesTheSameFile()
    {
        using Scratch scratch = new();
        RunOf.Good("train", Titanic.Table, "--label", "survived", "--effort", "quick", "--threads", "1", "--out", scratch.PathOf("again.zip"));
        RunOf one = RunOf.Good("predict", Titanic.Model, Titanic.Table), two = RunOf.Good("predict", scratch.PathOf("again.zip"), Titanic.Table);
        Assert.Equal(one.Output, two.Output);
    }

    [Fact]
    public void ADryRunTrainsNothing()
    {
        using Scratch scratch = new();
        RunOf run = RunOf.Good("train", Titanic.Table, "--label", "survived", "--dry-run", "--ignore", "age", "--column", "sex=ignore", "--out", scratch.PathOf("model.zip"));
        Assert.Equal(2, run.Lines.Count(line => line.Contains("left out", StringComparison.Ordinal)));
        Assert.Empty(scratch.Files);
    }

    [Fact]
    public void AFileToMeasureOnMayHaveItsColumnsInAnyOrder()
    {
        using Scratch scratch = new();
        string[] lines = File.ReadAllLines(Titanic.Table);
        string test = scratch.Write("test.csv", string.Join('\n', lines.Where((_, i) => i % 4 == 0).Select(line => string.Join(';', line.Split(',').Reverse()))));
        RunOf run = RunOf.Good("train", Titanic.Table, "--label", "survived", "--effort", "quick", "--test", test, "--out", scratch.PathOf("model.zip"));
        Assert.Contains("On 327 rows that were not trained on:", run.Lines);
        Assert.True(Measured(run, "accuracy") > 0.7, run.Output);
    }

    [Fact]
    public void ACountIsPredictedByThePoissonCost()
    {
        using Scratch scratch = new();
        string table = scratch.Write("visits.csv", "age,visits\n" + string.Join('\n', Enumerable.Range(0, 300).Select(i => Invariant($"{20 + (i % 60)}.5,{i % 60 / 5 * (i % 3)}"))));
        RunOf run = RunOf.Good("train", table, "--label", "visits", "--effort", "quick", "--cost", "poisson", "--out", scratch.PathOf("model.zip"));
        Assert.Contains("visits seems to count something: --cost poisson predicts a mean count, never below 0.", run.Lines);
        string[] predicted = RunOf.Good("predict", scratch.PathOf("model.zip"), table, "--only-predictions").Lines;
        Assert.All(predicted.Skip(1), value => Assert.True(float.Parse(value) > 0, value));
    }

    /// <summary>Every kind of column at once, as Excel writes it in Germany, and predictions of rows without the label.</summary>
    [Fact]
    public void AnAwkwardTableIsLearned()
    {
        using Scratch scratch = new();
        string table = scratch.Write("haus.csv", AwkwardTable.Text(rows: 300), System.Text.Encoding.Latin1);
        RunOf run = RunOf.Good("train", table, "--label", "Preis", "--effort", "quick", "--out", scratch.PathOf("haus.zip"));
        foreach ((string column, string type) in AwkwardTable.Types)
        {
            Assert.Contains(run.Lines, line => line.StartsWith(column + " ", StringComparison.Ordinal) && line[column.Length..].TrimStart().StartsWith(type, StringComparison.Ordinal));
        }

        Assert.True(Measured(run, "R²") > 0.5, run.Output);
    }

    [Theory]
    [InlineData("'abc' is no number. Where it means a missing value: --missing \"abc\".", "abc")]
    public void AWrongFieldIsNamed(string message, string field)
    {
        using Scratch scratch = new();
        string table = scratch.Write("data.csv", "price,b,label\n" + string.Join('\n', Enumerable.Range(1, 200).Select(i => Invariant($"{(i == 16 ? field : $"{i * 7 % 91}")},{i % 6},{"xy"[i % 2]}"))));
        RunOf run = RunOf.Mlp("train", table, "--label", "label", "--effort", "quick", "--out", scratch.PathOf("model.zip"));
        Assert.Equal((1, $"mlp: data.csv, line 17, column 'price': {message}"), (run.ExitCode, run.Error.Trim()));
        Assert.Equal(["data.csv"], scratch.Files);
        RunOf.Good("train", table, "--label", "label", "--effort", "quick", "--missing", "abc", "--out", scratch.PathOf("model.zip"));
    }

    [Fact]
    public void WhatCannotBeWrittenIsSaidBeforeTraining()
    {
        RunOf run = RunOf.Mlp("train", Titanic.Table, "--label", "survived", "--out", "/no/such/folder/model.zip");
        Assert.Equal((1, "mlp: --out: there is no folder '/no/such/folder'."), (run.ExitCode, run.Error.Trim()));
        Assert.Empty(run.Output);
    }

    internal static double Measured(RunOf run, string measure) =>
        double.Parse(run.Lines.First(line => line.StartsWith(measure + " ", StringComparison.Ordinal))[measure.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
}
