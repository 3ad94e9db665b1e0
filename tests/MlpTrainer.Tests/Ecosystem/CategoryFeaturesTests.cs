using Microsoft.ML;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Features that are names: the price is the sum of a part for the cut and one for the colour.</summary>
public class CategoryFeaturesTests
{
    private static readonly string[] s_cuts = ["fair", "good", "ideal"], s_colours = ["D", "E", "F", "G"];

    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void OneHotFromText() => Check(_mlContext.Transforms.Categorical.OneHotEncoding([new("CutCode", "Cut"), new("ColourCode", "Colour")])
        .Append(_mlContext.Transforms.Concatenate("Features", "CutCode", "ColourCode", "Carat")));

    [Fact]
    public void OneHotFromKeys()
    {
        Check(_mlContext.Transforms.Conversion.MapValueToKey([new("CutKey", "Cut"), new("ColourKey", "Colour")])
            .Append(_mlContext.Transforms.Categorical.OneHotEncoding([new("CutCode", "CutKey"), new("ColourCode", "ColourKey")]))
            .Append(_mlContext.Transforms.Concatenate("Features", "CutCode", "ColourCode", "Carat")));
    }

    [Fact]
    public void KeysMappedToVectors()
    {
        Check(_mlContext.Transforms.Conversion.MapValueToKey([new("CutKey", "Cut"), new("ColourKey", "Colour")])
            .Append(_mlContext.Transforms.Conversion.MapKeyToVector([new("CutCode", "CutKey"), new("ColourCode", "ColourKey")]))
            .Append(_mlContext.Transforms.Concatenate("Features", "CutCode", "ColourCode", "Carat")));
    }

    private void Check(IEstimator<ITransformer> features)
    {
        var random = new Random(1);
        IDataView data = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 500).Select(_ => Draw(random)).ToList());
        ITransformer model = features.Append(Small.Regression(_mlContext, options => options.LabelColumnName = "Price")).Fit(data);
        Assert.InRange(_mlContext.Regression.Evaluate(model.Transform(data), "Price").RSquared, 0.98, 1);
    }

    private static Stone Draw(Random random)
    {
        int cut = random.Next(s_cuts.Length), colour = random.Next(s_colours.Length);
        float carat = (float)random.NextDouble();
        return new Stone { Cut = s_cuts[cut], Colour = s_colours[colour], Carat = carat, Price = (300 * cut) - (100 * colour) + (500 * carat) };
    }

    private sealed class Stone
    {
        public string Cut { get; set; } = "";

        public string Colour { get; set; } = "";

        public float Carat { get; set; }

        public float Price { get; set; }
    }
}
