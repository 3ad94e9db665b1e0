using System.Globalization;
using System.Xml.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Reports.Tests.Sections;

/// <summary>What the figures of classifiers show, read back from their drawings.</summary>
public class ClassFiguresTests
{
    [Fact]
    public void TheMatrixHasMLNetsCounts()
    {
        ConfusionMatrix binary = Models.Context.BinaryClassification.Evaluate(Models.Binary.Value.Transform(Models.Test), "IsLarge").ConfusionMatrix;
        double[] counts = [.. binary.Counts.Reverse().SelectMany(row => row.Reverse())];     // theirs begins with the positive class
        Assert.Equal(counts, Cells(Models.Report(Models.Binary.Value, Models.Test, "IsLarge")));

        ConfusionMatrix several = Models.Context.MulticlassClassification.Evaluate(Models.Multiclass.Value.Transform(Models.Test)).ConfusionMatrix;
        Assert.Equal(several.Counts.SelectMany(row => row), Cells(Models.Report(Models.Multiclass.Value, Models.Test)));
    }

    [Fact]
    public void TheAreaUnderTheDrawnRocIsMLNets()
    {
        double expected = Models.Context.BinaryClassification.Evaluate(Models.Binary.Value.Transform(Models.Test), "IsLarge").AreaUnderRocCurve;
        (double X, double Y)[] drawn = Assert.Single(Models.Report(Models.Binary.Value, Models.Test, "IsLarge").Lines("ROC", "roc"));
        Assert.Equal(expected, Area(drawn), 1e-4);
    }

    /// <summary>The share of pairs in the right order, counted pair by pair.</summary>
    [Fact]
    public void OfSeveralClassesEachHasItsArea()
    {
        IDataView scored = Models.Multiclass.Value.Transform(Models.Test);
        (float[] Scores, uint Label)[] rows = [.. Models.Context.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false).Select(row => (row.Score, row.Label))];
        double[] expected = [.. Enumerable.Range(0, 3).Select(k => PairsInOrder(rows, k)).Order()];
        double[] drawn = [.. Models.Report(Models.Multiclass.Value, Models.Test).Lines("ROC", "roc").Select(Area).Order()];
        Assert.Equal(3, drawn.Length);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(expected[k], drawn[k], 1e-4);
        }
    }

    /// <summary>After the temperature, what the rows of each tenth of the probabilities were told and what they are; before it, with the log-odds moved back.</summary>
    [Fact]
    public void CalibrationIsDrawnAfterAndBeforeTheTemperature()
    {
        Answer[] rows = [.. Models.Context.Data.CreateEnumerable<Answer>(Models.Binary.Value.Transform(Models.Test), reuseRowObject: false)];
        MlpTraining training = Models.Binary.Value.Mlp().Training;
        Assert.NotEqual(1, training.Temperature);
        double share = Models.Rows(500, seed: 1).Average(row => row.IsLarge ? 1.0 : 0), c = Math.Log(share / (1 - share));
        ReportPage page = Models.Report(Models.Binary.Value, Models.Test, "IsLarge");
        AssertClose(Bins(rows.Select(row => ((double)row.Probability, row.IsLarge))), Assert.Single(page.Lines("Calibration", "after")));
        AssertClose(
            Bins(rows.Select(row => (1 / (1 + Math.Exp(-(c + (training.Temperature!.Value * (row.Score - c))))), row.IsLarge))),
            Assert.Single(page.Lines("Calibration", "before")));
    }

    private static void AssertClose((double X, double Y)[] expected, (double X, double Y)[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].X, actual[i].X, 1e-4);
            Assert.Equal(expected[i].Y, actual[i].Y, 1e-4);
        }
    }

    private static (double, double)[] Bins(IEnumerable<(double P, bool IsTrue)> rows) =>
        [.. rows.GroupBy(row => (int)(row.P * 10)).OrderBy(bin => bin.Key).Select(bin => (bin.Average(row => row.P), bin.Average(row => row.IsTrue ? 1.0 : 0)))];

    private static double[] Cells(ReportPage page) => [.. page.Figure("Confusion").Elements("rect")
        .Select(rect => rect.Attribute("data-count")).OfType<XAttribute>().Select(count => double.Parse(count.Value, CultureInfo.InvariantCulture))];

    private static double Area((double X, double Y)[] points) =>
        points.Zip(points.Skip(1)).Sum(pair => (pair.Second.X - pair.First.X) * (pair.Second.Y + pair.First.Y) / 2);

    private static double PairsInOrder((float[] Scores, uint Label)[] rows, int k)
    {
        float[] inside = [.. rows.Where(row => row.Label == k + 1).Select(row => row.Scores[k])], outside = [.. rows.Where(row => row.Label != k + 1).Select(row => row.Scores[k])];
        return inside.Average(a => outside.Average(b => a > b ? 1 : a == b ? 0.5 : 0));
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];

        public uint Label { get; set; }
    }

    private sealed class Answer
    {
        public bool IsLarge { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
