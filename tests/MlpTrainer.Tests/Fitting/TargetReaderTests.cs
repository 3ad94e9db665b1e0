using Microsoft.ML;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Fitting;

/// <summary>Labels that are all the same are remarked on, whatever the task; those of rows that are not used do not count.</summary>
public class TargetReaderTests
{
    private const string OneClass = "All rows have the same label, so there is nothing to tell apart: the model will give this label to every row.";
    private const string OneNumber = "All rows have the same label, 1.5, in column 'Number': there is nothing to learn, and the model will give this number to every row.";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly LogLines _log;

    public TargetReaderTests() => _log = new LogLines(_mlContext);

    [Fact]
    public void OneClassOfTwo() => Warned(row => row.Label = true, rows => Small.Binary(_mlContext, Quick).Fit(rows), OneClass);

    [Fact]
    public void OneClassOfSeveral() => Warned(row => row.Class = "a", rows => Small.ClassPipeline(_mlContext, Quick).Fit(rows), OneClass);

    [Fact]
    public void OneNumberInAllRows() => Warned(row => row.Number = 1.5f, rows => Small.Regression(_mlContext, Quick).Fit(rows), OneNumber);

    [Fact]
    public void OneOfSeveralNumbers() => Warned(row => row.Numbers[1] = -2, rows => Numbers().Fit(rows),
        "All rows have the same label in slot 1 (-2) of column 'Numbers': there is nothing to learn there, and the model will give this number to every row.");

    [Fact]
    public void AllOfSeveralNumbers() => Warned(row => row.Numbers = [0.5f, 0], rows => Numbers().Fit(rows),
        "All rows have the same label in slot 0 (0.5), slot 1 (0) of column 'Numbers': there is nothing to learn there, and the model will give this number to every row.");

    [Fact]
    public void ADifferentLabelOfARowThatIsNotUsedDoesNotCount()
    {
        int i = 0;
        Warned(row => (row.Number, row.Label, row.Weight) = i++ == 5 ? (7, false, 0) : (1.5f, true, 1), rows =>
        {
            Small.Regression(_mlContext, Weighted).Fit(rows);
            Small.Binary(_mlContext, Weighted).Fit(rows);
        }, Skipped, OneNumber, Skipped, OneClass);

        static void Weighted(MlpOptions options)
        {
            Quick(options);
            options.ExampleWeightColumnName = "Weight";
        }
    }

    [Fact]
    public void LabelsThatDifferAreNotRemarkedOn() => Warned(_ => { }, rows =>
    {
        Small.Binary(_mlContext, Quick).Fit(rows);
        Small.ClassPipeline(_mlContext, Quick).Fit(rows);
        Small.Regression(_mlContext, Quick).Fit(rows);
        Numbers().Fit(rows);
    });

    private const string Skipped = "Skipped 1 of 60 rows in training: 0 with a missing or infinite label, 1 with a weight that is not a finite number greater than 0.";

    private MlpRegressionTrainer Numbers() => Small.Regression(_mlContext, options =>
    {
        Quick(options);
        options.LabelColumnName = "Numbers";
    });

    private static void Quick(MlpOptions options) => options.MaximumNumberOfEpochs = 1;

    private void Warned(Action<Example> change, Action<IDataView> fit, params string[] warnings)
    {
        List<Example> rows = Example.Rows(60);
        rows.ForEach(change);
        fit(_mlContext.Data.LoadFromEnumerable(rows));
        Assert.Equal(warnings, _log.Warnings.Where(line => !line.StartsWith("The network is worse", StringComparison.Ordinal)));    // after one epoch
    }
}
