using Microsoft.ML;
using MlpTrainer.Engine;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Fitting;

/// <summary>Labels that are all counts are a line of information, with the cost that never predicts one below 0.</summary>
public class CountLabelsTests
{
    private const string Note = "All labels of column 'Number' are whole numbers of at least 0. If they are counts: PoissonCost never predicts one below 0, as the quadratic cost may.";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly LogLines _log;

    public CountLabelsTests() => _log = new LogLines(_mlContext);

    public static TheoryData<string, Func<int, float>> OtherLabels => new()
    {
        { "one with a fraction", row => row == 17 ? 2.5f : row % 7 },
        { "one below 0", row => row == 17 ? -1 : row % 7 },
        { "too few different ones", row => row % 4 },
        { "so large that all floats are whole", row => (row * 3e7f) + 0.3f },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CountsAreNoted(bool severalNumbers)
    {
        Fit(row => row % 7, severalNumbers ? "Numbers" : "Number");
        Assert.Contains(Note.Replace("'Number'", severalNumbers ? "'Numbers'" : "'Number'", StringComparison.Ordinal), _log.Infos);
        Assert.Empty(_log.Warnings);
    }

    [Theory, MemberData(nameof(OtherLabels))]
    public void OtherLabelsAreNot(string reason, Func<int, float> label)
    {
        Fit(label, "Number");
        Fit(label, "Numbers");
        Assert.True(NothingNoted, reason);
    }

    /// <summary>One that is no count in one of several numbers is enough.</summary>
    [Fact]
    public void SeveralNumbersAreCountsTogether()
    {
        List<Example> rows = Example.Rows(60);
        rows.ForEach(row => row.Numbers = [rows.IndexOf(row), 0.5f]);
        Regression("Numbers", null).Fit(_mlContext.Data.LoadFromEnumerable(rows));
        Assert.True(NothingNoted);
    }

    /// <summary>PoissonCost itself, whose link is the exponential, and any cost whose link has no value below 0.</summary>
    [Fact]
    public void NothingIsSaidOfACostThatPredictsNoneBelowZero()
    {
        Assert.All(Activation.Outputs.Where(link => link.IsElementwise && link != Activation.Exponential), link =>
        {
            float[] z = [.. Enumerable.Range(-4000, 8001).Select(i => i / 100f)], a = new float[z.Length];
            link.Forward(z, a);
            var log = new LogLines(_mlContext);
            Fit(row => row % 7, "Number", new QuadraticOutputCost(link));
            Assert.Equal(a.Min() < 0, log.Infos.Any(line => line.Contains("PoissonCost", StringComparison.Ordinal)));
        });
        var poisson = new LogLines(_mlContext);
        Fit(row => row % 7, "Number", new PoissonCost());
        Assert.DoesNotContain(poisson.Infos, line => line.Contains("PoissonCost", StringComparison.Ordinal));
    }

    private bool NothingNoted => !_log.Infos.Any(line => line.Contains("PoissonCost", StringComparison.Ordinal));

    private void Fit(Func<int, float> label, string column, Cost? cost = null)
    {
        List<Example> rows = Example.Rows(60);
        for (int i = 0; i < rows.Count; i++)
        {
            (rows[i].Number, rows[i].Numbers) = (label(i), [label(i), label(i)]);
        }

        Regression(column, cost).Fit(_mlContext.Data.LoadFromEnumerable(rows));
    }

    private MlpRegressionTrainer Regression(string column, Cost? cost) => Small.Regression(_mlContext, options =>
    {
        (options.HiddenLayers, options.MaximumNumberOfEpochs, options.EarlyStopping) = ([2], 1, null);
        (options.LabelColumnName, options.Cost) = (column, cost);
    });
}
