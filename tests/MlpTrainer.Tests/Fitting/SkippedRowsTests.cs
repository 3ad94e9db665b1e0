using Microsoft.ML;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Fitting;

/// <summary>Where no row can be used the error says why, for training and for validation rows.</summary>
public class SkippedRowsTests
{
    private const string ReadAsMeant = "Look whether the columns are read as they are meant: the right place, type, separator and decimal mark.";

    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void NoRowsAtAll() =>
        Refused([], "there are none. Look whether the view is the right one, and what filters leave of it.");

    [Theory, InlineData(float.NaN), InlineData(float.NegativeInfinity)]
    public void NoUsableLabel(float label) =>
        Refused(Rows(row => row.Number = label), $"20 of 20 have a missing or infinite label in column 'Number'. {ReadAsMeant}");

    [Fact]
    public void NoUsableLabelOfSeveral() =>
        Refused(Rows(row => row.Numbers[1] = float.NaN), $"20 of 20 have a missing or infinite label in column 'Numbers'. {ReadAsMeant}",
            options => options.LabelColumnName = "Numbers");

    [Theory, InlineData(0), InlineData(-1), InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void NoUsableWeight(float weight) =>
        Refused(Rows(row => row.Weight = weight), $"20 of 20 have a weight in column 'Weight' that is not a finite number greater than 0. {ReadAsMeant}");

    [Fact]
    public void NoFeatureAtAll() =>
        Refused(Rows(row => row.Features = [float.NaN, float.NaN, float.NaN]), $"20 of 20 have no feature at all in column 'Features', where each is missing (NaN). {ReadAsMeant}");

    [Fact]
    public void MissingFeaturesThatAreNotImputed() =>
        Refused(Rows(row => row.Features[1] = float.NaN), "20 of 20 have missing features in column 'Features'. "
            + $"{ReadAsMeant} Where ImputeMissing is on, features may be missing.", options => options.ImputeMissing = false);

    [Fact]
    public void AMixtureIsCountedByTheFirstFaultOfEachRow()
    {
        List<Example> rows = Rows(row => row.Number = float.NaN);
        foreach (Example row in rows.Take(8))
        {
            row.Weight = 0;
        }

        foreach (Example row in rows.Take(5))
        {
            row.Number = 1;
        }

        foreach (Example row in rows.Take(1))
        {
            (row.Weight, row.Features) = (1, [float.NaN, float.NaN, float.NaN]);
        }

        Refused(rows, "15 of 20 have a missing or infinite label in column 'Number', 4 of 20 have a weight in column 'Weight' that is not a finite number greater than 0, "
            + $"1 of 20 have no feature at all in column 'Features', where each is missing (NaN). {ReadAsMeant}");
    }

    [Fact]
    public void AClassThatTheMappingDoesNotKnowIsAMissingLabel()
    {
        IDataView known = Example.View(_mlContext, 50), unknown = _mlContext.Data.LoadFromEnumerable(Rows(row => row.Class = "new"));
        ITransformer keys = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(known);
        var error = Assert.Throws<InvalidOperationException>(() => Small.Multiclass(_mlContext).Fit(keys.Transform(unknown)));
        Assert.Equal($"No row can be used for training: 20 of 20 have a missing or infinite label in column 'Class'. {ReadAsMeant}", error.Message);
    }

    [Fact]
    public void OneUsableRowIsTrainedOn()
    {
        List<Example> rows = Rows(row => row.Number = float.NaN);
        rows[3].Number = 5;
        Assert.Single(Small.Regression(_mlContext, options => options.MaximumNumberOfEpochs = 1).Fit(_mlContext.Data.LoadFromEnumerable(rows)).Model.Training.History);
    }

    private void Refused(List<Example> rows, string reason, Action<MlpRegressionTrainer.Options>? choose = null)
    {
        IDataView good = Example.View(_mlContext, 30), bad = _mlContext.Data.LoadFromEnumerable(rows);
        MlpRegressionTrainer trainer = Small.Regression(_mlContext, options =>
        {
            (options.ExampleWeightColumnName, options.MaximumNumberOfEpochs) = ("Weight", 1);
            choose?.Invoke(options);
        });
        Assert.Equal($"No row can be used for training: {reason}", Assert.Throws<InvalidOperationException>(() => trainer.Fit(bad)).Message);
        Assert.Equal($"No row can be used for validation: {reason}", Assert.Throws<InvalidOperationException>(() => trainer.Fit(good, bad)).Message);
        MlpRegressionTrainer byOption = Small.Regression(_mlContext, options =>
        {
            (options.ExampleWeightColumnName, options.ValidationData) = ("Weight", bad);
            choose?.Invoke(options);
        });
        Assert.Equal($"No row can be used for validation: {reason}", Assert.Throws<InvalidOperationException>(() => byOption.Fit(good)).Message);
    }

    private static List<Example> Rows(Action<Example> change)
    {
        List<Example> rows = Example.Rows(20);
        rows.ForEach(change);
        return rows;
    }
}
