using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer;

namespace PredictionService;

/// <summary>The model that is served where no other is given: who survived the Titanic, by sex, age and class.</summary>
internal static class Titanic
{
    /// <summary>Trains it and saves it.</summary>
    public static void Train(string file, int seed)
    {
        var mlContext = new MLContext(seed);
        var options = new TextLoader.Options { Separators = [','], HasHeader = true, AllowQuoting = true, MissingRealsAsNaNs = true };
        IDataView passengers = mlContext.Data.LoadFromTextFile<Passenger>(Path.Combine(AppContext.BaseDirectory, "TitanicSurvival.csv"), options);
        var survived = new Dictionary<string, bool> { ["yes"] = true, ["no"] = false };
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding([new("Sex", nameof(Passenger.Sex)), new("Class", nameof(Passenger.PassengerClass))])
            .Append(mlContext.Transforms.Concatenate("Features", "Sex", nameof(Passenger.Age), "Class"));
        IDataView labelled = mlContext.Transforms.Conversion.MapValue("Label", survived, nameof(Passenger.Survived)).Fit(passengers).Transform(passengers);
        var trainer = mlContext.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options { Seed = seed, Effort = TrainingEffort.Quick });
        ITransformer model = pipeline.Append(trainer).Fit(labelled);
        mlContext.Model.SaveAtomically(model, passengers.Schema, file);
    }

    private sealed class Passenger
    {
        [LoadColumn(0)]
        public string Survived { get; set; } = "";

        [LoadColumn(1)]
        public string Sex { get; set; } = "";

        [LoadColumn(2)]
        public float Age { get; set; }

        [LoadColumn(3)]
        public string PassengerClass { get; set; } = "";
    }
}
