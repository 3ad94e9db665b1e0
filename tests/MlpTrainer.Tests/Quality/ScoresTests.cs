using MlpTrainer.Benchmarks.Quality;

namespace MlpTrainer.Tests.Quality;

/// <summary>The benchmark's scores, against values by hand.</summary>
public class ScoresTests
{
    [Fact]
    public void LogLossIsTheMeanOfMinusLnOfTheTrueClass() =>
        Assert.Equal(-(Math.Log(0.8) + Math.Log(0.6) + Math.Log(0.5)) / 3, Scores.LogLoss(Of([0, 1, 1], [0.8, 0.2], [0.4, 0.6], [0.5, 0.5])), 1e-15);

    /// <summary>ln 1e15 = 34.5.</summary>
    [Fact]
    public void LogLossOfACertainErrorIsFinite() => Assert.Equal(15 * Math.Log(10), Scores.LogLoss(Of([0], [0, 1])), 1e-9);

    [Fact]
    public void AccuracyCountsTheMostProbableClassAndTheFirstOfEqualOnes() =>
        Assert.Equal(0.5, Scores.Accuracy(Of([0, 1, 2, 1], [0.5, 0.2, 0.3], [0.1, 0.2, 0.7], [0.2, 0.2, 0.6], [0.4, 0.4, 0.2])), 1e-15);

    /// <summary>Labels 1, 2, 3, 4 have the sum of squares 5 about their mean; one is missed by 2.</summary>
    [Fact]
    public void UnexplainedIsOneMinusRSquared() => Assert.Equal(4 / 5.0, Scores.Unexplained(Of([1, 2, 3, 4], [1], [2], [3], [2])), 1e-15);

    [Fact]
    public void TheMeanExplainsNothing() => Assert.Equal(1, Scores.Unexplained(Of([1, 2, 6], [3], [3], [3])), 1e-15);

    /// <summary>Bins are 1/15 wide: 0.9 and 0.92 share one (2 of 3 right), 0.6 has its own (wrong) and 1 is in the last.</summary>
    [Fact]
    public void CalibrationErrorSumsOverBinsWhatEachIsOff()
    {
        Predictions predictions = Of([0, 0, 1, 1, 0], [0.9, 0.1], [0.92, 0.08], [0.92, 0.08], [0.6, 0.4], [1, 0]);
        Assert.Equal((Math.Abs(0.9 + 0.92 + 0.92 - 2) + 0.6 + 0) / 5, Scores.CalibrationError(predictions), 1e-12);
    }

    /// <summary>The pairs (0.1, 0.35), (0.1, 0.8), (0.4, 0.8) are in order, (0.4, 0.35) is not.</summary>
    [Fact]
    public void AucIsTheShareOfPairsInOrder() =>
        Assert.Equal(3 / 4.0, Scores.Auc(Of([0, 0, 1, 1], [0.9, 0.1], [0.6, 0.4], [0.65, 0.35], [0.2, 0.8])), 1e-15);

    /// <summary>One pair in order, one tie.</summary>
    [Fact]
    public void AucCountsTiesHalf() => Assert.Equal(1.5 / 2, Scores.Auc(Of([0, 1, 1], [0.7, 0.3], [0.7, 0.3], [0.1, 0.9])), 1e-15);

    /// <summary>Class 0: both pairs in order; class 1: 0.3 is above 0.2 and below 0.5; class 2: both in order.</summary>
    [Fact]
    public void AucOfSeveralClassesIsTheMeanOverThem() =>
        Assert.Equal((1 + 0.5 + 1) / 3, Scores.Auc(Of([0, 1, 2], [0.7, 0.2, 0.1], [0.5, 0.3, 0.2], [0.1, 0.5, 0.4])), 1e-15);

    /// <summary>Class 2 has no row: it counts for nothing.</summary>
    [Fact]
    public void AucLeavesOutClassesWithoutRows() => Assert.Equal(1, Scores.Auc(Of([0, 1], [0.7, 0.2, 0.1], [0.3, 0.5, 0.2])), 1e-15);

    /// <summary>Errors of opposite signs cancel within a bin: of all folds together 0, though each fold has 0.5.</summary>
    [Fact]
    public void ALinePoolsTheCalibrationAndAveragesTheRest()
    {
        TableRows rows = TableRows.Of(Table.Named("GermanCredit"));
        Predictions right = Of([1], [0.5 - 1e-9, 0.5 + 1e-9]), wrong = Of([0], [0.5 - 1e-9, 0.5 + 1e-9]);
        QualityLine line = QualityLine.Of(rows, "mlp", 3, [right, wrong], [1, 5]);
        Assert.Equal((0.5, 0, 3), (line.Accuracy!.Value, Math.Round(line.CalibrationError!.Value, 6), line.Seconds!.Value));
        Assert.Equal(Math.Log(2), line.Loss, 1e-6);
    }

    private static Predictions Of(double[] labels, params double[][] outputs) => new(labels, outputs);
}
