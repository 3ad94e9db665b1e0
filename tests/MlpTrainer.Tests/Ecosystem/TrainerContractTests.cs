using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Our trainers answer as ML.NET's own do, side by side: the same columns, and the same errors for columns that don't fit.</summary>
public class TrainerContractTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Binary_columns() => SameColumns(
        _ml.Data.LoadFromEnumerable(TrainerRows.Binary),
        _ml.BinaryClassification.Trainers.Mlp(maximumNumberOfEpochs: 1), _ml.BinaryClassification.Trainers.LbfgsLogisticRegression());

    [Fact]
    public void Multiclass_columns_and_class_names()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(TrainerRows.Named);
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label");
        SameColumns(
            data,
            keys.Append(_ml.MulticlassClassification.Trainers.Mlp(maximumNumberOfEpochs: 1)),
            keys.Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()));
        DataViewSchema schema = keys.Append(_ml.MulticlassClassification.Trainers.Mlp(maximumNumberOfEpochs: 1)).Fit(data).Transform(data).Schema;
        VBuffer<ReadOnlyMemory<char>> slots = default, names = default;
        schema["Score"].GetSlotNames(ref slots);
        schema["PredictedLabel"].GetKeyValues(ref names);
        string[] classes = ["red", "green", "blue", "none"];
        Assert.Equal(classes, slots.DenseValues().Select(name => name.ToString()));
        Assert.Equal(classes, names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void Regression_columns() => SameColumns(
        _ml.Data.LoadFromEnumerable(TrainerRows.Numbers),
        _ml.Regression.Trainers.Mlp(maximumNumberOfEpochs: 1), _ml.Regression.Trainers.LbfgsPoissonRegression());

    [Fact]
    public void Missing_features() => SameError(
        () => Mlp(features: "Nope").Fit(Rows()), () => Lbfgs(features: "Nope").Fit(Rows()));

    [Fact]
    public void Missing_label() => SameError(
        () => Mlp(label: "Nope").Fit(Rows()), () => Lbfgs(label: "Nope").Fit(Rows()));

    [Fact]
    public void Missing_weight() => SameError(
        () => Mlp(weight: "Nope").Fit(Rows()), () => Lbfgs(weight: "Nope").Fit(Rows()));

    [Fact]
    public void Features_of_the_wrong_type() => SameError(
        () => Mlp(features: "Label").Fit(Rows()), () => Lbfgs(features: "Label").Fit(Rows()));

    [Fact]
    public void Label_of_the_wrong_type() => SameError(
        () => _ml.Regression.Trainers.Mlp().Fit(Rows()), () => _ml.Regression.Trainers.LbfgsPoissonRegression().Fit(Rows()));

    [Fact]
    public void No_rows()
    {
        IDataView empty = _ml.Data.LoadFromEnumerable(Array.Empty<BinaryExample>());
        Exception ours = Assert.ThrowsAny<Exception>(() => Mlp().Fit(empty)), theirs = Assert.ThrowsAny<Exception>(() => Lbfgs().Fit(empty));
        Assert.IsType(theirs.GetType(), ours);
    }

    [Fact]
    public void Features_of_another_width()
    {
        IDataView wide = _ml.Data.LoadFromEnumerable([new WideExample { Label = true, Features = new float[3] }]);
        var (ours, theirs) = (Mlp().Fit(Rows()), Lbfgs().Fit(Rows()));
        SameError(() => ours.Transform(wide), () => theirs.Transform(wide));
    }

    [Fact]
    public void Folds_of_cross_validation()
    {
        var results = _ml.BinaryClassification.CrossValidate(Rows(), Mlp(), 4);
        Assert.Equal([0, 1, 2, 3], results.Select(result => result.Fold));
        var heldOut = results.SelectMany(result => result.ScoredHoldOutSet.GetColumn<float[]>("Features")).Select(f => (f[0], f[1]));
        Assert.Equal(TrainerRows.Binary.Select(row => (row.Features![0], row.Features[1])).Order(), heldOut.Order());
    }

    private static void SameColumns(IDataView data, IEstimator<ITransformer> ours, IEstimator<ITransformer> theirs) =>
        Assert.Equal(Describe(theirs.Fit(data).Transform(data).Schema), Describe(ours.Fit(data).Transform(data).Schema));

    private static void SameError(Action ours, Action theirs)
    {
        Exception expected = Assert.ThrowsAny<Exception>(theirs), actual = Assert.ThrowsAny<Exception>(ours);
        Assert.Equal((expected.GetType(), expected.Message), (actual.GetType(), actual.Message));
    }

    private static string[] Describe(DataViewSchema schema) => [.. schema.Select(column =>
        $"{column.Index} {column.Name} {column.Type} {(column.IsHidden ? "hidden" : "")} {string.Join(", ", column.Annotations.Schema.Select(a => $"{a.Name}: {a.Type}"))}")];

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(TrainerRows.Binary);

    private MlpBinaryTrainer Mlp(string label = "Label", string features = "Features", string? weight = null) =>
        _ml.BinaryClassification.Trainers.Mlp(label, features, weight, maximumNumberOfEpochs: 1);

    private Microsoft.ML.Trainers.LbfgsLogisticRegressionBinaryTrainer Lbfgs(string label = "Label", string features = "Features", string? weight = null) =>
        _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(label, features, weight);
}
