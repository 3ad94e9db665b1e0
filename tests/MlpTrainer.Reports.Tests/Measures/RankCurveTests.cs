using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports.Tests.Measures;

/// <summary>By hand: scores 4 (yes), 3 (no), 2 (yes, no), 1 (no).</summary>
public class RankCurveTests
{
    private readonly RankCurve _curve = new([(2, true), (4, true), (1, false), (3, false), (2, false)]);

    [Fact]
    public void EqualScoresAreOneStep()
    {
        Assert.Equal([(0, 0), (0, 0.5), (1 / 3.0, 0.5), (2 / 3.0, 1), (1, 1)], _curve.Roc);
        Assert.Equal([(0.5, 1), (0.5, 0.5), (1, 0.5), (1, 0.4)], _curve.PrecisionRecall);
    }

    /// <summary>Of six pairs four are in order, one is a tie, one is not: 4.5/6. The precision at the first hit is 1, at the second ½.</summary>
    [Fact]
    public void AreasCountPairsAndHits()
    {
        Assert.Equal(4.5 / 6, _curve.AreaUnderRoc, 1e-12);
        Assert.Equal(0.75, _curve.AveragePrecision, 1e-12);
    }

    [Fact]
    public void OneKindOfRowsHasNoCurve()
    {
        var curve = new RankCurve([(1, true), (2, true)]);
        Assert.False(curve.IsDefined);
        Assert.Empty(curve.Roc);
        Assert.True(double.IsNaN(curve.AreaUnderRoc) && double.IsNaN(curve.AveragePrecision));
        Assert.False(new RankCurve([]).IsDefined);
    }
}
