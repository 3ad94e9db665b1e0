using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.MLNet;

/// <summary>Our trainers answer as ML.NET's own did: the same columns, and the same errors for columns that don't fit.</summary>
public class TrainerContractTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Binary_columns()
    {
        var data = _ml.Data.LoadFromEnumerable(TrainerRows.Binary);
        var output = _ml.BinaryClassification.Trainers.Mlp(maximumNumberOfEpochs: 1).Fit(data).Transform(data);
        Observed.SameMember("trainer.binary.schema", "schema", Observed.Schema(output.Schema));
    }

    [Fact]
    public void Multiclass_columns_and_class_names() => Observed.Same("trainer.multiclass.schema", () =>
    {
        var data = _ml.Data.LoadFromEnumerable(TrainerRows.Named);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Mlp(maximumNumberOfEpochs: 1));
        var output = pipeline.Fit(data).Transform(data);
        VBuffer<ReadOnlyMemory<char>> slots = default, keys = default;
        output.Schema["Score"].GetSlotNames(ref slots);
        output.Schema["PredictedLabel"].GetKeyValues(ref keys);
        return new { schema = Observed.Schema(output.Schema), slots = Texts(slots), keys = Texts(keys) };
    });

    [Fact]
    public void Regression_columns()
    {
        var data = _ml.Data.LoadFromEnumerable(TrainerRows.Numbers);
        var output = _ml.Regression.Trainers.Mlp(maximumNumberOfEpochs: 1).Fit(data).Transform(data);
        Observed.SameMember("trainer.regression.schema", "schema", Observed.Schema(output.Schema));
    }

    [Fact]
    public void Missing_features() => Observed.Same("trainer.missingFeatures", () => FitBinary(featureColumnName: "Nope"));

    [Fact]
    public void Missing_label() => Observed.Same("trainer.missingLabel", () => FitBinary(labelColumnName: "Nope"));

    [Fact]
    public void Missing_weight() => Observed.Same("trainer.missingWeight", () => FitBinary(exampleWeightColumnName: "Nope"));

    [Fact]
    public void Features_of_the_wrong_type() => Observed.Same("trainer.wrongFeatureType", () => FitBinary(featureColumnName: "Label"));

    [Fact]
    public void Label_of_the_wrong_type() => Observed.Same(
        "trainer.wrongLabelType", () => _ml.Regression.Trainers.Mlp().Fit(_ml.Data.LoadFromEnumerable(TrainerRows.Binary)));

    [Fact]
    public void No_rows() => Observed.Same(
        "trainer.noRows", () => _ml.BinaryClassification.Trainers.Mlp().Fit(_ml.Data.LoadFromEnumerable(Array.Empty<BinaryExample>())));

    [Fact]
    public void Features_of_another_width() => Observed.Same("trainer.widthMismatch", () =>
    {
        var wide = _ml.Data.LoadFromEnumerable([new WideExample { Label = true, Features = new float[3] }]);
        return FitBinary().Transform(wide).GetColumn<float>("Score").ToArray();
    });

    [Fact]
    public void Folds_of_cross_validation()
    {
        var data = _ml.Data.LoadFromEnumerable(TrainerRows.Binary);
        var results = _ml.BinaryClassification.CrossValidate(data, _ml.BinaryClassification.Trainers.Mlp(maximumNumberOfEpochs: 1), 4);
        Observed.SameMember("crossValidate", "folds", results.Select(r => r.Fold));
        Observed.SameMember("crossValidate", "schema", Observed.Schema(results[0].ScoredHoldOutSet.Schema));
        var heldOut = results.SelectMany(r => r.ScoredHoldOutSet.GetColumn<float[]>("Features")).Select(f => (f[0], f[1]));
        Assert.Equal(TrainerRows.Binary.Select(r => (r.Features![0], r.Features[1])).Order(), heldOut.Order());
    }

    private static string[] Texts(VBuffer<ReadOnlyMemory<char>> values) => values.DenseValues().Select(v => v.ToString()).ToArray();

    private BinaryPredictionTransformer<CalibratedModelParametersBase<MlpBinaryModelParameters, PlattCalibrator>> FitBinary(
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null) =>
        _ml.BinaryClassification.Trainers.Mlp(labelColumnName, featureColumnName, exampleWeightColumnName, maximumNumberOfEpochs: 1)
            .Fit(_ml.Data.LoadFromEnumerable(TrainerRows.Binary));
}
