using Microsoft.ML;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Inspection;

/// <summary>Names of features, from the annotations that ML.NET's transforms make.</summary>
public class FeatureColumnsTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _data;

    public FeatureColumnsTests() => _data = _mlContext.Data.LoadFromEnumerable(Named.Rows(60));

    /// <summary>The values "fair.a" and "fair.b" have a dot of their own, and Cut is the name before the one that a column has.</summary>
    [Fact]
    public void ACategoryIsOneFeature() => Check(
        Named.Joined(_mlContext).Append(Small.Regression(_mlContext, options => options.LabelColumnName = "Price")).Fit(_data),
        [new("Width", 0, 1), new("Cut", 1, 3), new("Size[0]", 4, 1), new("Size[1]", 5, 1), new("Height", 6, 1)]);

    [Fact]
    public void HashedCategoriesAreOneFeatureEach() => Check(
        _mlContext.Transforms.Categorical.OneHotHashEncoding("Hashed", "Cut", numberOfBits: 3).Append(_mlContext.Transforms.Concatenate("Features", "Width", "Hashed"))
            .Append(Small.Binary(_mlContext, options => options.LabelColumnName = "IsDear")).Fit(_data),
        [new("Width", 0, 1), new("Hashed", 1, 8)]);

    [Fact]
    public void AColumnOfACategoryAloneHasItsName() => Check(
        _mlContext.Transforms.Categorical.OneHotEncoding("Features", "Cut").Append(Small.Regression(_mlContext, options => options.LabelColumnName = "Price")).Fit(_data),
        [new("Features", 0, 3)]);

    [Fact]
    public void WithoutNamesSlotsAreCounted() =>
        Check(Small.Regression(_mlContext).Fit(Example.View(_mlContext, 50)), [new("slot 0", 0, 1), new("slot 1", 1, 1), new("slot 2", 2, 1)]);

    private void Check(ITransformer model, FeatureColumn[] expected)
    {
        Assert.Equal(expected, model.FeatureColumns());
        using var file = new MemoryStream();
        _mlContext.Model.Save(model, _data.Schema, file);
        file.Position = 0;
        Assert.Equal(expected, _mlContext.Model.Load(file, out _).FeatureColumns());
    }
}
