// What does a diamond cost? Regression with numbers and text categories, trained on four fifths of 53,940 diamonds and measured on the rest.
//   dotnet run --project samples/DiamondPrices            an ensemble, as by default
//   dotnet run --project samples/DiamondPrices quick      one network, in a fraction of the time
using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer;

var mlContext = new MLContext(seed: 1);
IDataView diamonds = mlContext.Data.LoadFromTextFile<Diamond>(Path.Combine(AppContext.BaseDirectory, "diamonds.csv"),
    new TextLoader.Options { Separators = [','], HasHeader = true, MissingRealsAsNaNs = true });
var split = mlContext.Data.TrainTestSplit(diamonds, testFraction: 0.2, seed: 1);

var pipeline = mlContext.Transforms.Categorical.OneHotEncoding(
        [new InputOutputColumnPair(nameof(Diamond.Cut)), new(nameof(Diamond.Color)), new(nameof(Diamond.Clarity))])
    .Append(mlContext.Transforms.Concatenate("Features", nameof(Diamond.Carat), nameof(Diamond.Cut), nameof(Diamond.Color), nameof(Diamond.Clarity),
        nameof(Diamond.Depth), nameof(Diamond.Table), nameof(Diamond.Size)))
    .Append(mlContext.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options
    {
        LabelColumnName = nameof(Diamond.Price),
        Effort = args is ["quick"] ? TrainingEffort.Quick : TrainingEffort.Balanced,
    }));
var model = pipeline.Fit(split.TrainSet);

var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), labelColumnName: nameof(Diamond.Price));
Console.WriteLine($"R² {metrics.RSquared:F4}, mean absolute error {metrics.MeanAbsoluteError:F0} dollars, root mean squared error {metrics.RootMeanSquaredError:F0} dollars");

var engine = mlContext.Model.CreatePredictionEngine<Diamond, Estimate>(model);
foreach (Diamond diamond in mlContext.Data.CreateEnumerable<Diamond>(split.TestSet, reuseRowObject: false).Where((_, i) => i % 1000 == 0))
{
    Console.WriteLine($"  {diamond.Carat:F2} carat, cut {diamond.Cut}: {engine.Predict(diamond).Score:F0} dollars; in truth {diamond.Price:F0}");
}

internal sealed class Diamond
{
    [LoadColumn(0)]
    public float Carat { get; set; }

    [LoadColumn(1)]
    public string Cut { get; set; } = "";

    [LoadColumn(2)]
    public string Color { get; set; } = "";

    [LoadColumn(3)]
    public string Clarity { get; set; } = "";

    [LoadColumn(4)]
    public float Depth { get; set; }

    [LoadColumn(5)]
    public float Table { get; set; }

    [LoadColumn(6)]
    public float Price { get; set; }

    [LoadColumn(7, 9), VectorType(3)]
    public float[] Size { get; set; } = [];
}

internal sealed class Estimate
{
    public float Score { get; set; }
}
