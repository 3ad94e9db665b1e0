using MlpTrainer.Tool.Inference;

namespace MlpTrainer.Tool.Tests.Inference;

public class TaskRulesTests
{
    [Theory]
    [InlineData("Binary", "yes,no", "no yes")]
    [InlineData("Binary", "1,0", "0 1")]
    [InlineData("Binary", "+,-", "+ -")]
    [InlineData("Binary", "some,none", "none some")]
    [InlineData("Binary", "TRUE,FALSE", "FALSE TRUE")]
    [InlineData("Multiclass", "red,green,blue", "blue green red")]
    [InlineData("Multiclass", "3,1,2", "1 2 3")]
    [InlineData("Regression", "1.5,2.5,3.5", "")]
    [InlineData("Regression", "1,200,3000", "")]
    public void TheLabelShowsTheTask(string task, string values, string classes)
    {
        TablePlan plan = Of(values.Split(','));
        Assert.Equal(task, plan.Task.ToString());
        Assert.Equal(classes, string.Join(' ', plan.Classes));
    }

    [Fact]
    public void SmallWholeNumbersFromZeroOnCountSomething()
    {
        Assert.True(Of([.. Enumerable.Range(0, 90).Select(i => $"{i % 30}")]).IsCount);
        Assert.False(Of([.. Enumerable.Range(0, 90).Select(i => $"{300 + i}")]).IsCount);
    }

    [Fact]
    public void RowsWithoutALabelAreCounted() => Assert.Equal(40, Of(["a", "b", "NA"]).RowsWithoutLabel);

    [Fact]
    public void ALabelOfOneValueIsRefused()
    {
        UserError error = Assert.Throws<UserError>(() => Of(["a", "a"]));
        Assert.Equal("table.csv, column 'label': the label has one value only, 'a'; there is nothing to learn.", error.Message);
    }

    [Fact]
    public void TextIsNoNumberToPredict()
    {
        UserError error = Assert.Throws<UserError>(() => Of(["1", "2", "many"], TaskKind.Regression));
        Assert.Equal("table.csv, column 'label': a number is to be predicted, but 'many' is none.", error.Message);
    }

    private static TablePlan Of(string[] labels, TaskKind? task = null)
    {
        using Scratch scratch = new();
        string path = scratch.Write("table.csv", "x,label\n" + string.Join('\n', Enumerable.Range(0, 120).Select(i => Invariant($"{i % 11},{labels[i % labels.Length]}"))));
        return Inferred.Of(path, "label", new InferenceOptions { Label = "label", Task = task });
    }
}
