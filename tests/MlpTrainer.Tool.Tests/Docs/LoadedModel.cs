using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tool.Tests.Docs;

/// <summary>The program of docs/tool.md that loads a model.</summary>
internal static class LoadedModel
{
    public static (PredictionEngine<Passenger, Fate> Engine, Fate Fate) Run()
    {
        // <tool.md>
        var mlContext = new MLContext();
        ITransformer model = mlContext.Model.Load("titanic.zip", out _);
        var engine = mlContext.Model.CreatePredictionEngine<Passenger, Fate>(model);
        Fate fate = engine.Predict(new Passenger { Sex = "female", Age = 30, PassengerClass = "1st" });     // yes, with probability 0.96
        // </tool.md>
        return (engine, fate);
    }
}

// <tool.md>
class Passenger
{
    [ColumnName("sex")] public string Sex { get; set; } = "";
    [ColumnName("age")] public float Age { get; set; } = float.NaN;
    [ColumnName("passengerClass")] public string PassengerClass { get; set; } = "";
}

class Fate
{
    public string PredictedClass { get; set; } = "";
    public float Probability { get; set; }
}
// </tool.md>
