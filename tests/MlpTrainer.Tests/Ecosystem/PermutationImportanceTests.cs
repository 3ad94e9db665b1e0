using Microsoft.ML;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>The tests' label depends on x and y alone, so shuffling z does no harm.</summary>
public class PermutationImportanceTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _data;

    public PermutationImportanceTests()
    {
        IEnumerable<Named> rows = Example.Rows(500).Select(row => new Named
        {
            X = row.Features[0], Y = row.Features[1], Z = row.Features[2], Label = row.Label, Number = row.Numbers[0], Class = row.Class,
        });
        IDataView columns = _mlContext.Data.LoadFromEnumerable(rows);
        IDataView joined = _mlContext.Transforms.Concatenate("Features", "X", "Y", "Z").Fit(columns).Transform(columns);
        _data = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(joined).Transform(joined);
    }

    [Fact]
    public void ForATypedBinaryModel() => Check(
        _mlContext.BinaryClassification.PermutationFeatureImportance(Small.Binary(_mlContext).Fit(_data), _data, permutationCount: 3)
            .Select(feature => feature.AreaUnderRocCurve.Mean));

    [Fact]
    public void ForABinaryPipeline() => Check(InOrder(
        _mlContext.BinaryClassification.PermutationFeatureImportanceNonCalibrated(Small.Binary(_mlContext).Fit(_data), _data, permutationCount: 3),
        feature => feature.AreaUnderRocCurve.Mean));

    [Fact]
    public void ForATypedMulticlassModel() => Check(
        _mlContext.MulticlassClassification.PermutationFeatureImportance(Small.Multiclass(_mlContext).Fit(_data), _data, "Class", permutationCount: 3)
            .Select(feature => feature.MicroAccuracy.Mean));

    [Fact]
    public void ForAMulticlassPipeline() => Check(InOrder(
        _mlContext.MulticlassClassification.PermutationFeatureImportance((ITransformer)Small.Multiclass(_mlContext).Fit(_data), _data, "Class", permutationCount: 3),
        feature => feature.MicroAccuracy.Mean));

    [Fact]
    public void ForATypedRegressionModel() => Check(
        _mlContext.Regression.PermutationFeatureImportance(Small.Regression(_mlContext).Fit(_data), _data, "Number", permutationCount: 3)
            .Select(feature => feature.RSquared.Mean));

    [Fact]
    public void ForARegressionPipeline() => Check(InOrder(
        _mlContext.Regression.PermutationFeatureImportance((ITransformer)Small.Regression(_mlContext).Fit(_data), _data, "Number", permutationCount: 3),
        feature => feature.RSquared.Mean));

    private static IEnumerable<double> InOrder<T>(IReadOnlyDictionary<string, T> features, Func<T, double> change) =>
        ((string[])["X", "Y", "Z"]).Select(name => change(features[name]));

    private static void Check(IEnumerable<double> changes)
    {
        double[] each = [.. changes];
        Assert.Equal(3, each.Length);
        Assert.InRange(each[0], -2, -0.1);
        Assert.InRange(each[1], -2, -0.1);
        Assert.InRange(each[2], -0.1, 0.02);
    }

    private sealed class Named
    {
        public float X { get; set; }

        public float Y { get; set; }

        public float Z { get; set; }

        public bool Label { get; set; }

        public float Number { get; set; }

        public string Class { get; set; } = "";
    }
}
