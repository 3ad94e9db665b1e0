namespace MlpTrainer.Tool.Tests.Commands;

public class PredictCommandTests
{
    private static readonly string[] s_lines = File.ReadAllLines(Titanic.Table);

    [Fact]
    public void PredictionsStandBesideTheFilesOwnColumns()
    {
        RunOf run = RunOf.Good("predict", Titanic.Model, Titanic.Table);
        Assert.Equal("survived,sex,age,passengerClass,predicted_survived,probability_yes", run.Lines[0]);
        Assert.Equal(s_lines.Length, run.Lines.Length);
        Assert.All(run.Lines.Skip(1), line => Assert.Equal(double.Parse(line.Split(',')[^1]) > 0.5 ? "yes" : "no", line.Split(',')[^2]));
        Assert.Empty(run.Error);
    }

    [Fact]
    public void OrderLabelAndSeparatorDoNotMatter()
    {
        using Scratch scratch = new();
        string other = scratch.Write("other.csv", string.Join('\n', s_lines.Select(line => string.Join(';', line.Replace("\"", "", StringComparison.Ordinal).Split(',').Skip(1).Reverse().Append("extra")))));
        string[] expected = RunOf.Good("predict", Titanic.Model, Titanic.Table, "--only-predictions").Lines;
        string[] actual = RunOf.Good("predict", Titanic.Model, other, "--only-predictions").Lines;
        Assert.Equal(expected.Select(line => line.Replace(',', ';')), actual);
    }

    /// <summary>A model of numbers with a point reads a file of numbers with a comma: the file's own numbers show it.</summary>
    [Fact]
    public void TheDecimalMarkIsTheFiles()
    {
        using Scratch scratch = new();
        string point = scratch.Write("point.csv", "sex;age;passengerClass\nfemale;20.5;1st\nmale;1.125;2nd\nmale;30;3rd\n");
        string comma = scratch.Write("comma.csv", File.ReadAllText(point).Replace('.', ','));
        string ambiguous = scratch.Write("one.csv", "sex;age;passengerClass\nmale;1,125;2nd\n");
        string[] expected = RunOf.Good("predict", Titanic.Model, point, "--only-predictions").Lines;
        Assert.Equal(expected, RunOf.Good("predict", Titanic.Model, comma, "--only-predictions").Lines);
        Assert.Equal(expected[2], RunOf.Good("predict", Titanic.Model, ambiguous, "--only-predictions", "--decimal", "comma").Lines[1]);
    }

    /// <summary>More rows than are read at a time, so that blocks join without a seam.</summary>
    [Fact]
    public void RowsAreReadInBlocks()
    {
        using Scratch scratch = new();
        string large = scratch.Write("large.csv", string.Join('\n', Enumerable.Repeat(s_lines.Skip(1), 8).SelectMany(lines => lines).Prepend(s_lines[0])));
        string[] once = RunOf.Good("predict", Titanic.Model, Titanic.Table, "--only-predictions").Lines, many = RunOf.Good("predict", Titanic.Model, large, "--only-predictions").Lines;
        Assert.Equal(Enumerable.Repeat(once.Skip(1), 8).SelectMany(lines => lines), many.Skip(1));
    }

    [Fact]
    public void AFileIsWrittenWholeOrNotAtAll()
    {
        using Scratch scratch = new();
        string wrong = scratch.Write("wrong.csv", "sex,age,passengerClass\nmale,30,1st\nmale,old,1st\n"), path = scratch.Write("predictions.csv", "as it was");
        RunOf run = RunOf.Mlp("predict", Titanic.Model, wrong, "--out", path);
        Assert.Equal((1, "mlp: wrong.csv, line 3, column 'age': 'old' is no number. Where it means a missing value: --missing \"old\"."), (run.ExitCode, run.Error.Trim()));
        Assert.Equal("as it was", File.ReadAllText(path));
        Assert.Equal(["predictions.csv", "wrong.csv"], scratch.Files);
        RunOf.Good("predict", Titanic.Model, wrong, "--missing", "old", "--out", path);
        Assert.Equal(3, File.ReadAllLines(path).Length);
    }

    [Fact]
    public void AColumnThatIsNotThereIsNamed()
    {
        using Scratch scratch = new();
        RunOf run = RunOf.Mlp("predict", Titanic.Model, scratch.Write("few.csv", "sex,agee\nmale,30\n"));
        Assert.Equal((1, "mlp: few.csv lacks columns that the model reads: 'age', 'passengerClass'. Its columns are sex, agee."), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void WhatIsNoModelIsSaid()
    {
        RunOf run = RunOf.Mlp("predict", Titanic.Table, Titanic.Table);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"mlp: {Titanic.Table} can't be read as a model of ML.NET with a network of MlpTrainer: ", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Columns are known by their places, with the label among them or not.</summary>
    [Fact]
    public void TablesWithoutAHeader()
    {
        using Scratch scratch = new();
        string table = scratch.Write("bare.csv", string.Join('\n', s_lines.Skip(1).Select(line => string.Join(',', Turned(line.Split(','))))));
        RunOf.Good("train", table, "--label", "column2", "--effort", "quick", "--out", scratch.PathOf("bare.zip"));
        string[] expected = RunOf.Good("predict", scratch.PathOf("bare.zip"), table, "--only-predictions").Lines;
        string bare = scratch.Write("less.csv", string.Join('\n', File.ReadLines(table).Select(line => string.Join(',', line.Split(',').Where((_, i) => i != 1)))));
        Assert.Equal(expected, RunOf.Good("predict", scratch.PathOf("bare.zip"), bare, "--only-predictions").Lines);
        Assert.Equal(s_lines.Length, expected.Length);
        RunOf wrong = RunOf.Mlp("predict", scratch.PathOf("bare.zip"), scratch.Write("wrong.csv", "male,1\nfemale,2\n"));
        Assert.Contains("must have 4 columns as the file that the model was trained on, or 3 without the label, but has 2.", wrong.Error, StringComparison.Ordinal);
    }

    /// <summary>sex, survived, age, class: the label is not the first.</summary>
    private static string[] Turned(string[] fields) => [fields[1], fields[0], fields[2], fields[3]];
}
