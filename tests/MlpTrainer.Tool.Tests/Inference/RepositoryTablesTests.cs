using MlpTrainer.Tool.Inference;

namespace MlpTrainer.Tool.Tests.Inference;

/// <summary>What every column of every table of the repository is taken for, written down by hand from the tables' descriptions.</summary>
public class RepositoryTablesTests
{
    private const string Data = "tests/MlpTrainer.Benchmarks/data/";

    /// <summary>A kind and how many columns in a row are of it.</summary>
    public static TheoryData<string, string, string, string> Tables => new()
    {
        { "samples/DiamondPrices/diamonds.csv", "price", "Regression", "Number Category*3 Number*2 LABEL Number*3" },
        { "samples/LetterRecognition/letters.csv", "letter", "Multiclass", "Number*16 LABEL" },
        { "samples/SpamDetection/spam.csv", "is_spam", "Binary", "Number*57 LABEL" },
        { Data + "SLID.csv", "wages", "Regression", "LABEL Number*2 Category*2" },
        { Data + "Sacramento.csv", "price", "Regression", "Category*2 Number*3 Category LABEL Number*2" },
        { Data + "TitanicSurvival.csv", "survived", "Binary", "LABEL Category Number Category" },
        { Data + "Vehicle.csv", "Class", "Multiclass", "Number*18 LABEL" },
        { Data + "breast_cancer.csv", "target", "Binary", "Number*30 LABEL Number" },
        { Data + "GermanCredit.csv", "Class", "Binary", "Number*7 Boolean*2 LABEL Boolean*16 Ignore Boolean*17 Ignore Boolean*17" },
        {
            Data + "Soybean.csv", "Class", "Multiclass",
            "LABEL Number Boolean Number*2 Boolean Number*5 Boolean*2 Number*3 Boolean*2 Number Boolean*2 Number*2 Boolean Number Boolean Number Boolean Number*2 Boolean*5 Number"
        },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void EveryColumnIsWhatItIs(string file, string label, string task, string kinds)
    {
        TablePlan plan = Inferred.Of(Repository.PathOf(file), label);
        string[] expected = [.. kinds.Split(' ').Select(part => part.Split('*')).SelectMany(part => Enumerable.Repeat(part[0], part.Length > 1 ? int.Parse(part[1]) : 1))];
        Assert.Equal(expected, plan.Columns.Select(column => column.Name == label ? "LABEL" : column.Kind.ToString()));
        Assert.Equal(task, plan.Task.ToString());
        Assert.True(plan.Format.HasHeader);
        Assert.Equal(',', plan.Format.Separator);
    }
}
