using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Inspection;

/// <summary>A row whose columns have names, one of them a category and one a vector.</summary>
public sealed class Named
{
    public float Width { get; set; }

    public string Cut { get; set; } = "";

    [VectorType(2)]
    public float[] Size { get; set; } = [];

    public float Height { get; set; }

    public float Price { get; set; }

    public bool IsDear { get; set; }

    public string Class { get; set; } = "";

    public static List<Named> Rows(int count)
    {
        var random = new Random(1);
        string[] cuts = ["fair.a", "fair.b", "good", "good", "good"];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var row = new Named { Width = random.NextSingle(), Cut = cuts[random.Next(5)], Size = [random.NextSingle(), 5 * random.NextSingle()], Height = 3 * random.NextSingle() };
            row.Price = (2 * row.Width) + (row.Cut == "good" ? 1 : row.Cut == "fair.a" ? -1 : 0) - row.Height + row.Size[1];
            (row.IsDear, row.Class) = (row.Price > 2, row.Price > 3 ? "dear" : row.Price > 1 ? "middling" : "cheap");
            return row;
        })];
    }

    /// <summary>Cut is a category, and all is joined.</summary>
    public static EstimatorChain<ColumnConcatenatingTransformer> Joined(MLContext mlContext) =>
        mlContext.Transforms.Categorical.OneHotEncoding("Cut").Append(mlContext.Transforms.Concatenate("Features", "Width", "Cut", "Size", "Height"));

    /// <summary>A price that is a sum of what each column is worth.</summary>
    public static ITransformer Linear(MLContext mlContext, IDataView data) => Joined(mlContext).Append(Small.Regression(mlContext, options =>
        (options.LabelColumnName, options.HiddenLayers, options.Saturate, options.MaximumNumberOfEpochs) = ("Price", [], false, 40))).Fit(data);
}
