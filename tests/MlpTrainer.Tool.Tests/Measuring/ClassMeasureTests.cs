using MlpTrainer.Tool.Measuring;

namespace MlpTrainer.Tool.Tests.Measuring;

public class ClassMeasureTests
{
    /// <summary>Four rows by hand: of the pairs (positive, negative) one of four is in the wrong order.</summary>
    [Fact]
    public void TwoClasses()
    {
        ClassMeasure measure = new(["no", "yes"]);
        foreach ((int label, float p) in new[] { (0, 0.1f), (1, 0.4f), (0, 0.6f), (1, 0.9f) })
        {
            measure.Add(label, [1 - p, p]);
        }

        Assert.Equal(0.5, measure.Accuracy);
        Assert.Equal(0.75, measure.Auc);
        Assert.Equal(0.5, measure.F1);
        Assert.Equal(0.5, measure.Majority);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.4) + Math.Log(0.9)) / 4, measure.Loss, 6);
        Assert.Equal(Math.Log(2), measure.ConstantLoss, 12);
        Assert.Equal([1, 1, 1, 1], measure.Confusion.Cast<int>());
    }

    [Fact]
    public void SeveralClasses()
    {
        ClassMeasure measure = new(["a", "b", "c"]);
        measure.Add(0, [0.5f, 0.25f, 0.25f]);
        measure.Add(0, [0.25f, 0.5f, 0.25f]);
        measure.Add(1, [0.25f, 0.5f, 0.25f]);
        Assert.Equal(2.0 / 3, measure.Accuracy, 12);
        Assert.Equal(0.75, measure.MeanRecall, 12);
        Assert.Equal((Math.Log(2) + Math.Log(4) + Math.Log(2)) / 3, measure.Loss, 6);
        Assert.True(double.IsNaN(measure.Auc));
    }
}
