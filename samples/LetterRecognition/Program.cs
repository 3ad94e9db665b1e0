// Which capital letter is it? 26 classes, trained on four fifths of 20,000 letters and measured on the rest.
//   dotnet run --project samples/LetterRecognition            an ensemble, as by default
//   dotnet run --project samples/LetterRecognition quick      one network, in a fraction of the time
using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer;

var mlContext = new MLContext(seed: 1);
IDataView letters = mlContext.Data.LoadFromTextFile<Letter>(Path.Combine(AppContext.BaseDirectory, "letters.csv"),
    new TextLoader.Options { Separators = [','], HasHeader = true, MissingRealsAsNaNs = true });
var split = mlContext.Data.TrainTestSplit(letters, testFraction: 0.2, seed: 1);

var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(Letter.Name))
    .Append(mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
    {
        Effort = args is ["quick"] ? TrainingEffort.Quick : TrainingEffort.Balanced,
    }))
    .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel"));
var model = pipeline.Fit(split.TrainSet);

var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
Console.WriteLine($"Accuracy {metrics.MicroAccuracy:F4}, mean accuracy of a letter {metrics.MacroAccuracy:F4}, log-loss {metrics.LogLoss:F4}");

var engine = mlContext.Model.CreatePredictionEngine<Letter, Reading>(model);
foreach (Letter letter in mlContext.Data.CreateEnumerable<Letter>(split.TestSet, reuseRowObject: false).Take(10))
{
    Reading reading = engine.Predict(letter);
    Console.WriteLine($"  read as {reading.PredictedName} (probability {reading.Score.Max():F3}); in truth {letter.Name}");
}

internal sealed class Letter
{
    [LoadColumn(0, 15), VectorType(16)]
    public float[] Features { get; set; } = [];

    [LoadColumn(16)]
    public string Name { get; set; } = "";
}

internal sealed class Reading
{
    public string PredictedName { get; set; } = "";

    public float[] Score { get; set; } = [];
}
