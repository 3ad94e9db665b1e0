// Trains, evaluates, explains, saves and loads a model of every task, and prints one line for each; exit code 1 if a loaded model differs.
// The lines are the same beside every supported version of ML.NET but for the first, which names it.
using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MlpTrainer;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"ML.NET {typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}");
var mlContext = new MLContext(seed: 1);
IDataView data = mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(Row.View(mlContext)).Transform(Row.View(mlContext));
bool allSame = true;

var binary = mlContext.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options { Seed = 1 });
var model = binary.Fit(data);
Report("binary", model, $"AUC {mlContext.BinaryClassification.Evaluate(model.Transform(data)).AreaUnderRocCurve:F6}");
Report("warm start", binary.Fit(data, model.Model), "");
Report("calibrated", binary.Append(mlContext.BinaryClassification.Calibrators.Platt()).Fit(data), "");
Report("hinge loss", new MlpBinaryTrainer(mlContext, new() { Seed = 1, Cost = MlpCost.From(new HingeLoss()) }).Fit(data), "");
var folds = mlContext.BinaryClassification.CrossValidate(data, binary, numberOfFolds: 3);
Console.WriteLine($"cross-validation: {folds.Count} folds, all good: {folds.All(fold => fold.Metrics.AreaUnderRocCurve > 0.9)}");
var importance = mlContext.BinaryClassification.PermutationFeatureImportance(model, data, permutationCount: 1);
Console.WriteLine($"permutation importance: of {importance.Length} features, the first matters: {importance[0].AreaUnderRocCurve.Mean < -0.1}");
Report("contributions", mlContext.Transforms.CalculateFeatureContribution(model).Fit(model.Transform(data)), "", "FeatureContributions", model.Transform(data));
var engine = mlContext.Model.CreatePredictionEngine<Row, Answer>(model);
Console.WriteLine($"prediction engine: score {engine.Predict(new Row { Features = [0.4f, 0.3f, 0] }).Score:F5}");

var classes = mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options { Seed = 1, LabelColumnName = "Class" }).Fit(data);
Report("multiclass", classes, $"accuracy {mlContext.MulticlassClassification.Evaluate(classes.Transform(data), "Class").MicroAccuracy:F4}");
var number = mlContext.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options { Seed = 1, LabelColumnName = "Number" }).Fit(data);
Report("regression", number, $"R² {mlContext.Regression.Evaluate(number.Transform(data), "Number").RSquared:F6}");
var numbers = mlContext.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options { Seed = 1, LabelColumnName = "Numbers" }).Fit(data);
Report("multi-output", numbers, $"R² {mlContext.Regression.EvaluateMultiOutput(numbers.Transform(data), "Numbers").RSquared:F6}");
return allSame ? 0 : 1;

void Report(string name, ITransformer transformer, string metric, string column = "Score", IDataView? input = null)
{
    input ??= data;
    using var file = new MemoryStream();
    mlContext.Model.Save(transformer, input.Schema, file);
    file.Position = 0;
    uint before = Checksum(transformer.Transform(input), column), after = Checksum(new MLContext().Model.Load(file, out _).Transform(input), column);
    allSame &= before == after;
    Console.WriteLine($"{name}: {metric} {column} {before:x8}, loaded {(before == after ? "the same" : "DIFFERENT")}");
}

static uint Checksum(IDataView scored, string name)
{
    DataViewSchema.Column column = scored.Schema[name];
    IEnumerable<float> values = column.Type is VectorDataViewType
        ? scored.GetColumn<float[]>(column).SelectMany(row => row)
        : scored.GetColumn<float>(column);
    return values.Aggregate(2166136261u, (hash, value) => unchecked((hash ^ BitConverter.SingleToUInt32Bits(value)) * 16777619u));
}

internal sealed class Row
{
    [VectorType(3)]
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }

    public string Class { get; set; } = "";

    public float Number { get; set; }

    [VectorType(2)]
    public float[] Numbers { get; set; } = [];

    public static IDataView View(MLContext mlContext)
    {
        var random = new Random(1);
        return mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 600).Select(_ => Draw(random)).ToList());
    }

    private static Row Draw(Random random)
    {
        float x = (float)random.NextDouble() - 0.5f, y = (float)random.NextDouble() - 0.5f, z = (float)random.NextDouble();
        float square = (x * x) + (y * y);
        return new Row
        {
            Features = [x, y, z], Label = square > 0.15f, Class = square > 0.15f ? "out" : x > 0 ? "right" : "left",
            Number = 100 * square, Numbers = [100 * square, x - y],
        };
    }
}

internal sealed class Answer
{
    public float Score { get; set; }
}
