using MlpTrainer.Tool.Measuring;

namespace MlpTrainer.Tool.Tests.Measuring;

public class NumberMeasureTests
{
    [Fact]
    public void ByHand()
    {
        NumberMeasure measure = new();
        measure.Add(1, 2);
        measure.Add(2, 2);
        measure.Add(6, 4);
        Assert.Equal(1 - (5.0 / 14), measure.RSquared, 12);
        Assert.Equal(5.0 / 14, measure.Loss, 12);
        Assert.Equal(Math.Sqrt(5.0 / 3), measure.RootMeanSquaredError, 12);
        Assert.Equal(1, measure.MeanAbsoluteError, 12);
    }
}
