using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Calibrators that ML.NET appends to a trainer: they add a second Probability, which hides ours.</summary>
public class CalibratorTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void PlattsFormulaIsFitted() => Check(_mlContext.BinaryClassification.Calibrators.Platt());

    [Fact]
    public void PlattsFormulaWithGivenNumbers()
    {
        IDataView scored = Fit(_mlContext.BinaryClassification.Calibrators.Platt(slope: -2, offset: 0.5));
        float[] scores = Column.Floats(scored), probabilities = Column.Floats(scored, "Probability");
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.Equal(1 / (1 + Math.Exp((-2 * scores[i]) + 0.5)), probabilities[i], 1e-5);
        }
    }

    [Fact]
    public void IsotonicCalibration()
    {
        Check(_mlContext.BinaryClassification.Calibrators.Isotonic());
    }

    [Fact]
    public void NaiveCalibration()
    {
        Check(_mlContext.BinaryClassification.Calibrators.Naive());
    }

    public static TheoryData<string, Cost> UncalibratedCosts => new()
    {
        { "ML.NET's hinge", MlpCost.From(new Microsoft.ML.Trainers.HingeLoss()) },
        { "hinge", new HingeCost() },
        { "squared hinge", new SquaredHingeCost() },
    };

    [Theory, MemberData(nameof(UncalibratedCosts))]
    public void AnUncalibratedCostIsCalibrated(string name, Cost cost)
    {
        IDataView data = Example.View(_mlContext, 800);
        MlpBinaryTrainer hinge = Small.Binary(_mlContext, options => options.Cost = cost);
        double before = LogLoss(hinge.Fit(data).Transform(data));
        double after = LogLoss(hinge.Append(_mlContext.BinaryClassification.Calibrators.Platt()).Fit(data).Transform(data));
        Assert.True(after < before, $"{name}: {after} must be less than {before}");
    }

    private IDataView Fit(IEstimator<ITransformer> calibrator)
    {
        IDataView data = Example.View(_mlContext, 600);
        return Small.Binary(_mlContext).Append(calibrator).Fit(data).Transform(data);
    }

    private void Check(IEstimator<ITransformer> calibrator)
    {
        IDataView scored = Fit(calibrator);
        Assert.All(Column.Floats(scored, "Probability"), probability => Assert.InRange(probability, 0, 1));
        CalibratedBinaryClassificationMetrics metrics = _mlContext.BinaryClassification.Evaluate(scored);
        Assert.InRange(metrics.AreaUnderRocCurve, 0.95, 1);
        bool[] labels = Column.Of<bool>(scored, "Label");
        double share = labels.Average(label => label ? 1.0 : 0.0);
        Assert.Equal(share, Column.Floats(scored, "Probability").Average(), 0.08);
    }

    private double LogLoss(IDataView scored) => _mlContext.BinaryClassification.Evaluate(scored).LogLoss;
}
