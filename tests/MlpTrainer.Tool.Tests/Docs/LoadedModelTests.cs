using Microsoft.ML;

namespace MlpTrainer.Tool.Tests.Docs;

public class LoadedModelTests
{
    /// <summary>A program that knows nothing of the tool reads the model, without the label, and gives it a category that training never saw.</summary>
    [Fact]
    public void TheModelIsAnOrdinaryOneOfMLNet()
    {
        File.Copy(Titanic.Model, "titanic.zip", overwrite: true);
        (PredictionEngine<Passenger, Fate> engine, Fate woman) = LoadedModel.Run();
        Fate man = engine.Predict(new Passenger { Sex = "male", Age = 30, PassengerClass = "3rd" });
        Fate unknown = engine.Predict(new Passenger { Sex = "robot" });
        Assert.Equal(("yes", "no"), (woman.PredictedClass, man.PredictedClass));
        Assert.True(woman.Probability > 0.9f && man.Probability < 0.3f, $"{woman.Probability}, {man.Probability}");
        Assert.InRange(unknown.Probability, 0.01f, 0.99f);
    }
}
