using Microsoft.ML;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Ecosystem;

public class MlpCostTests
{
    private static readonly float[] s_outputs = [-30, -2, -1, -0.5f, 0, 0.25f, 1, 1.5f, 40];

    private readonly MLContext _mlContext = new(seed: 1);

    public static TheoryData<IClassificationLoss> ClassificationLosses => [new LogLoss(), new HingeLoss(), new HingeLoss(margin: 2), new ExpLoss(0.5f), new Margin()];

    public static TheoryData<IRegressionLoss> RegressionLosses => [new SquaredLoss(), new PoissonLoss()];

    [Theory, MemberData(nameof(ClassificationLosses))]
    public void ALossOfClassesSeesTheScoreAndPlusOrMinusOne(IClassificationLoss loss)
    {
        Cost cost = MlpCost.From(loss);
        foreach (float z in s_outputs)
        {
            AssertEqual((loss.Loss(z, 1), loss.Derivative(z, 1)), Evaluate(cost, z, 1));
            AssertEqual((loss.Loss(z, -1), loss.Derivative(z, -1)), Evaluate(cost, z, 0));
        }
    }

    [Theory, MemberData(nameof(RegressionLosses))]
    public void ALossOfNumbersSeesTheScoreAndTheLabel(IRegressionLoss loss)
    {
        Cost cost = MlpCost.From(loss);
        foreach (float z in s_outputs)
        {
            AssertEqual((loss.Loss(z, 2.5f), loss.Derivative(z, 2.5f)), Evaluate(cost, z, 2.5f));
        }
    }

    [Fact]
    public void ItsSlopeIsChainedThroughTheLink()
    {
        var loss = new SquaredLoss();
        Cost cost = MlpCost.From(loss, Activation.Exponential);
        foreach (float z in (float[])[-2, 0, 1.5f])
        {
            float mean = MathF.Exp(z);
            AssertEqual((loss.Loss(mean, 2.5f), loss.Derivative(mean, 2.5f) * mean), Evaluate(cost, z, 2.5f));
        }
    }

    [Fact]
    public void TheirDerivativesPassTheCheck()
    {
        CostCheck.Verify(MlpCost.From(new LogLoss()));
        CostCheck.Verify(MlpCost.From(new HingeLoss()));
        CostCheck.Verify(MlpCost.From(new SquaredLoss()), outputs: 2);
        Assert.Contains("The derivative of Margin must be", Assert.Throws<InvalidOperationException>(
            () => CostCheck.Verify(MlpCost.From(new Margin()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LogLossTrainsAsCrossEntropyDoes()
    {
        IDataView data = Example.View(_mlContext, 400);
        float[] expected = Column.Floats(Small.Binary(_mlContext).Fit(data).Transform(data));
        float[] actual = Column.Floats(Small.Binary(_mlContext, options => options.Cost = MlpCost.From(new LogLoss())).Fit(data).Transform(data));
        double difference = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Average();
        Assert.InRange(difference, 0, 0.05 * expected.Average(Math.Abs));
    }

    [Fact]
    public void ClassesAreToldApartWithAnyLoss()
    {
        IDataView data = Example.View(_mlContext, 400);
        foreach (IClassificationLoss loss in (IClassificationLoss[])[new HingeLoss(), new ExpLoss()])
        {
            var model = Small.Binary(_mlContext, options => options.Cost = MlpCost.From(loss)).Fit(data);
            Assert.InRange(_mlContext.BinaryClassification.Evaluate(model.Transform(data)).AreaUnderRocCurve, 0.95, 1);
            Assert.Contains(model.Model.SubModel.Training.Options, option => option is { Key: "Cost", Value: "HingeLoss" or "ExpLoss" });
        }
    }

    [Fact]
    public void NumbersAreLearntWithALossOfMLNet()
    {
        IDataView data = Example.View(_mlContext, 400);
        var model = Small.Regression(_mlContext, options => options.Cost = MlpCost.From(new SquaredLoss(), standardizeTargets: true)).Fit(data);
        Assert.InRange(_mlContext.Regression.Evaluate(model.Transform(data), "Number").RSquared, 0.95, 1);
    }

    [Fact]
    public void LogarithmsOfMeansAreLearntWithPoissonLoss()
    {
        List<Example> rows = Example.Rows(600);
        foreach (Example row in rows)
        {
            row.Number = MathF.Round(MathF.Exp(1 + row.Features[0]));
        }

        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        float[] scores = Column.Floats(Small.Regression(_mlContext, options => options.Cost = MlpCost.From(new PoissonLoss())).Fit(data).Transform(data));
        Assert.InRange(scores.Zip(rows, (score, row) => Math.Abs(score - 1 - row.Features[0])).Average(), 0, 0.15);
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        Assert.Throws<ArgumentNullException>(() => MlpCost.From((IClassificationLoss)null!));
        Assert.Throws<ArgumentNullException>(() => MlpCost.From((IRegressionLoss)null!));
        Assert.Contains("link must be elementwise, but was softmax",
            Assert.Throws<ArgumentException>(() => MlpCost.From(new SquaredLoss(), Activation.Softmax)).Message, StringComparison.Ordinal);
        Assert.Contains("standardizeTargets must be false with a link",
            Assert.Throws<ArgumentException>(() => MlpCost.From(new SquaredLoss(), Activation.Exponential, standardizeTargets: true)).Message, StringComparison.Ordinal);
    }

    private static (double Value, double Derivative) Evaluate(Cost cost, float z, float y)
    {
        float[] delta = new float[1];
        double value = cost.Evaluate(new CostRows([z], [y], [1f], outputs: 1), delta);
        return (value, delta[0]);
    }

    private static void AssertEqual((double Value, double Derivative) expected, (double Value, double Derivative) actual)
    {
        Assert.Equal(expected.Value, actual.Value, 1e-5 * Math.Max(1, Math.Abs(expected.Value)));
        Assert.Equal(expected.Derivative, actual.Derivative, 1e-5 * Math.Max(1, Math.Abs(expected.Derivative)));
    }

    /// <summary>A user's own loss that relies on labels of ±1, with a wrong derivative.</summary>
    private sealed class Margin : IClassificationLoss
    {
        public double Loss(float output, float label) => Math.Pow(1 - (label * output), 2);

        public float Derivative(float output, float label) => -label * (1 - (label * output));
    }
}
