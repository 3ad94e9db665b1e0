using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Service.Tests;

/// <summary>Models of real rows that the service is given, each trained once, and what ML.NET's own engine predicts with them.</summary>
internal sealed class Models : IDisposable
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("mlp-service-");

    public void Dispose() => Folder.Delete(recursive: true);

    /// <summary>A place for a model's file.</summary>
    public string FileNamed(string name) => Path.Combine(Folder.FullName, name);

    /// <summary>Who survived the Titanic.</summary>
    public string Titanic(string name, int seed)
    {
        string file = FileNamed(name);
        PredictionService.Titanic.Train(file, seed);
        return file;
    }

    /// <summary>Four kinds of vehicles by eighteen numbers in one vector.</summary>
    public string Vehicles(string name)
    {
        var mlContext = new MLContext(seed: 1);
        IDataView vehicles = mlContext.Data.LoadFromEnumerable(VehicleRows);
        var options = new MlpMulticlassTrainer.Options { Effort = TrainingEffort.Quick, MaximumNumberOfEpochs = 5, Seed = 1 };
        ITransformer model = mlContext.Transforms.Conversion.MapValueToKey("Label").Append(mlContext.MulticlassClassification.Trainers.Mlp(options)).Fit(vehicles);
        mlContext.Model.SaveAtomically(model, vehicles.Schema, FileNamed(name));
        return FileNamed(name);
    }

    public static IReadOnlyList<Vehicle> VehicleRows { get; } = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vehicle.csv")).Skip(1).Select(line => line.Split(',')).Select(fields => new Vehicle
    {
        Label = fields[^1],
        Features = [.. fields[..^1].Select(field => float.Parse(field, System.Globalization.CultureInfo.InvariantCulture))],
    })];

    /// <summary>Predicts with ML.NET's engine, whose row and answer are classes.</summary>
    public static TAnswer[] Predict<TRow, TAnswer>(string file, IEnumerable<TRow> rows)
        where TRow : class
        where TAnswer : class, new()
    {
        var mlContext = new MLContext();
        PredictionEngine<TRow, TAnswer> engine = mlContext.Model.CreatePredictionEngine<TRow, TAnswer>(mlContext.Model.Load(file, out _));
        return [.. rows.Select(engine.Predict)];
    }
}

internal sealed class Passenger
{
    public string Survived { get; set; } = "";

    public string Sex { get; set; } = "";

    public float Age { get; set; }

    public string PassengerClass { get; set; } = "";

    public static Passenger[] Some { get; } = [.. from sex in (string[])["female", "male", "unheard of", ""] from age in (float[])[1, 29.5f, 80, float.NaN] from c in (string[])["1st", "2nd", "3rd"]
        select new Passenger { Sex = sex, Age = age, PassengerClass = c }];
}

internal sealed class Survival
{
    public bool PredictedLabel { get; set; }

    public float Probability { get; set; }

    public float Score { get; set; }
}

internal sealed class Vehicle
{
    public string Label { get; set; } = "";

    [VectorType(18)]
    public float[] Features { get; set; } = [];
}

internal sealed class VehicleKind
{
    public uint PredictedLabel { get; set; }

    public float[] Score { get; set; } = [];
}
