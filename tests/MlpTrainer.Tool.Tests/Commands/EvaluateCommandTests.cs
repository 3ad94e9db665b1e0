namespace MlpTrainer.Tool.Tests.Commands;

public class EvaluateCommandTests
{
    /// <summary>Against the predictions, counted here.</summary>
    [Fact]
    public void TheFiguresAreThoseOfThePredictions()
    {
        string[][] rows = [.. RunOf.Good("predict", Titanic.Model, Titanic.Table).Lines.Skip(1).Select(line => line.Split(','))];
        double accuracy = rows.Average(row => row[0] == row[4] ? 1.0 : 0.0);
        double logLoss = rows.Average(row => -Math.Log(row[0] == "yes" ? double.Parse(row[5]) : 1 - double.Parse(row[5])));
        RunOf run = RunOf.Good("evaluate", Titanic.Model, Titanic.Table);
        Assert.Equal(accuracy, TrainCommandTests.Measured(run, "accuracy"), 4);
        Assert.Equal(logLoss, TrainCommandTests.Measured(run, "log-loss"), 4);
        Assert.Contains(run.Lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["no", var right, var wrong, ..] && int.Parse(right) + int.Parse(wrong) == rows.Count(row => row[0] == "no"));
    }

    [Fact]
    public void TheLabelMayHaveAnotherName()
    {
        using Scratch scratch = new();
        string renamed = scratch.Write("renamed.csv", File.ReadAllText(Titanic.Table).Replace("survived", "alive", StringComparison.Ordinal));
        RunOf run = RunOf.Mlp("evaluate", Titanic.Model, renamed);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("mlp: renamed.csv lacks a column that the model reads: 'survived'.", run.Error, StringComparison.Ordinal);
        Assert.Equal(RunOf.Good("evaluate", Titanic.Model, Titanic.Table).Lines[1..], RunOf.Good("evaluate", Titanic.Model, renamed, "--label", "alive").Lines[1..]);
    }

    [Fact]
    public void ClassesThatTheModelDoesNotKnowAreSaid()
    {
        using Scratch scratch = new();
        string table = scratch.Write("t.csv", "survived,sex,age,passengerClass\nyes,female,20,1st\nperhaps,male,30,2nd\nno,male,30,3rd\n");
        RunOf run = RunOf.Good("evaluate", Titanic.Model, table);
        Assert.Contains("1 rows are of classes that the model does not know, such as 'perhaps'; they are not measured.", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, TrainCommandTests.Measured(run, "accuracy"));
    }
}
