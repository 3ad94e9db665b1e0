using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Data;

/// <summary>What happens to data that cannot be used, and its words; those of ML.NET's own trainers where it has any.</summary>
public class BadDataTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Theory]
    [InlineData("Nope", "Features", null, "Could not find label column 'Nope' (Parameter 'inputSchema')")]
    [InlineData("Label", "Nope", null, "Could not find feature column 'Nope' (Parameter 'inputSchema')")]
    [InlineData("Label", "Features", "Nope", "Could not find weight column 'Nope' (Parameter 'inputSchema')")]
    [InlineData("Number", "Features", null, "Schema mismatch for label column 'Number': expected Boolean, got Single (Parameter 'labelCol')")]
    [InlineData("Label", "Class", null, "Schema mismatch for feature column 'Class': expected Vector<Single>, got String (Parameter 'inputSchema')")]
    [InlineData("Label", "Features", "Class", "Schema mismatch for weight column 'Class': expected Single, got String (Parameter 'inputSchema')")]
    public void AColumnThatIsMissingOrOfAnotherType(string label, string features, string? weight, string message)
    {
        var trainer = _mlContext.BinaryClassification.Trainers.Mlp(label, features, weight);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(Example.View(_mlContext, 10)));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void FeaturesOfUnknownSize()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable<Shapeless>([new() { Features = [1, 2] }]);
        var error = Assert.ThrowsAny<Exception>(() => _mlContext.BinaryClassification.Trainers.Mlp().Fit(data));
        Assert.Contains("Vector<Single>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadWeightsAndFeaturesAreSkippedAndCountedInOneWarning()
    {
        var log = new LogLines(_mlContext);
        List<Example> rows = Example.Rows(30);
        (rows[0].Weight, rows[1].Weight, rows[2].Weight, rows[3].Weight) = (-1, 0, float.NaN, float.PositiveInfinity);
        rows[4].Features[1] = float.NegativeInfinity;
        rows[5].Features[1] = float.NaN;
        Trainer(impute: true).Fit(_mlContext.Data.LoadFromEnumerable(rows));
        Trainer(impute: true, saturate: false).Fit(_mlContext.Data.LoadFromEnumerable(rows));
        const string Weights = "0 with a missing or infinite label, 4 with a weight that is not a finite number greater than 0";
        Assert.Equal([$"Skipped 4 of 30 rows in training: {Weights}.", $"Skipped 5 of 30 rows in training: {Weights}, 1 with infinite features."], log.Warnings);
        Assert.Contains(log.Infos, line => line.StartsWith("Read 26 rows of 3 features for training (dense", StringComparison.Ordinal));
        Assert.Contains(log.Infos, line => line.StartsWith("Read 25 rows of 3 features for training (dense", StringComparison.Ordinal));
    }

    [Fact]
    public void MissingFeaturesAreSkippedWhereTheyAreNotImputed()
    {
        var log = new LogLines(_mlContext);
        List<Example> rows = Example.Rows(30);
        rows[5].Features[1] = float.NaN;
        var model = Trainer(impute: false).Fit(_mlContext.Data.LoadFromEnumerable(rows));
        Assert.Equal(["Skipped 1 of 30 rows in training: 0 with a missing or infinite label, 0 with a weight that is not a finite number greater than 0, "
            + "1 with missing features."], log.Warnings);
        Assert.Equal(float.NaN, Column.Floats(model.Transform(_mlContext.Data.LoadFromEnumerable(rows)))[5]);
    }

    [Fact]
    public void AnotherWidthAtScoring()
    {
        var model = Trainer(impute: true).Fit(Example.View(_mlContext, 20));
        var error = Assert.Throws<InvalidOperationException>(
            () => Column.Floats(model.Transform(_mlContext.Data.LoadFromEnumerable<Wider>([new() { Features = [1, 2, 3, 4] }]))));
        Assert.Equal("Incompatible features column type: 'Vector<Single, 4>' vs 'Vector<Single, 3>'", error.Message);
    }

    /// <summary>As the README says of ML.NET's loader.</summary>
    [Theory, InlineData(false, 0), InlineData(true, float.NaN)]
    public void AnEmptyFieldIsMissingOnlyWhereTheLoaderIsToldSo(bool missingRealsAsNaNs, float expected)
    {
        string path = Path.GetTempFileName();
        File.WriteAllLines(path, ["a,b", "1,2", ",3"]);
        IDataView rows = _mlContext.Data.LoadFromTextFile(path, new TextLoader.Options
        {
            Columns = [new("Features", DataKind.Single, 0, 1)], Separators = [','], HasHeader = true, MissingRealsAsNaNs = missingRealsAsNaNs,
        });
        Assert.Equal(expected, Column.Vectors(rows, "Features")[1][0]);
        File.Delete(path);
    }

    /// <summary>Decimal commas read as if they were points are missing values, all of them.</summary>
    [Theory, InlineData('.', true), InlineData(',', false)]
    public void NumbersReadWithTheWrongDecimalMarkAreRefused(char decimalMarker, bool refused)
    {
        string path = Path.GetTempFileName();
        File.WriteAllLines(path, Enumerable.Range(0, 30).Select(i => $"\"{i},5\";\"{i % 7},25\";{i}"));
        IDataView rows = _mlContext.Data.LoadFromTextFile(path, new TextLoader.Options
        {
            Columns = [new("Features", DataKind.Single, 0, 1), new("Label", DataKind.Single, 2)], Separators = [';'], AllowQuoting = true, DecimalMarker = decimalMarker,
        });
        Exception? error = Record.Exception(() => _mlContext.Regression.Trainers.Mlp(maximumNumberOfEpochs: 1).Fit(rows));
        Assert.Equal(refused, error is InvalidOperationException && error.Message.Contains("30 of 30 have no feature at all in column 'Features'", StringComparison.Ordinal));
        Assert.Equal(!refused, error is null);
        File.Delete(path);
    }

    [Fact]
    public void ATrainerThatFailedCanBeUsedAgain()
    {
        var trainer = Trainer(impute: true);
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(_mlContext.Data.LoadFromEnumerable(new List<Example>())));
        Assert.Equal(20, Column.Floats(trainer.Fit(Example.View(_mlContext, 20)).Transform(Example.View(_mlContext, 20))).Length);
    }

    private MlpBinaryTrainer Trainer(bool impute, bool saturate = true) => _mlContext.BinaryClassification.Trainers.Mlp(new()
    {
        ExampleWeightColumnName = "Weight", MaximumNumberOfEpochs = 1, HiddenLayers = [4], ImputeMissing = impute, Saturate = saturate,
    });

    private sealed class Shapeless
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Wider
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }
}
