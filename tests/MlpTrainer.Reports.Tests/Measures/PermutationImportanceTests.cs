using Microsoft.ML;

namespace MlpTrainer.Reports.Tests.Measures;

/// <summary>Shuffled columns, beside ML.NET's shuffled slots.</summary>
public class PermutationImportanceTests
{
    /// <summary>Columns of one slot lose what ML.NET's permutation importance finds, but for the luck of three shuffles; a category counts as one.</summary>
    [Fact]
    public void OfNumbersItIsMLNets()
    {
        IDataView scored = Models.Number.Value.Transform(Models.Test);
        var last = ((IEnumerable<ITransformer>)Models.Number.Value).Last();
        var theirs = Models.Context.Regression.PermutationFeatureImportance(
            (ISingleFeaturePredictionTransformer<MlpRegressionModelParameters>)last, scored, "Price", permutationCount: 20);
        Dictionary<string, double> ours = Bars(Models.Report(Models.Number.Value, Models.Test, "Price"));
        Assert.Equal(7, ours.Count);
        Assert.Equal(-theirs[0].RSquared.Mean, ours["Width"], 0.25 * ours["Width"] + 0.02);
        Assert.Equal(-theirs[4].RSquared.Mean, ours["Height"], 0.25 * ours["Height"] + 0.02);
        Assert.InRange(ours["Noise"], -0.02, 0.02);
        Assert.InRange(ours["Place[1]"], -0.02, 0.02);
        string category = ours.Keys.Single(name => name.StartsWith(Models.HostileColumn[..10], StringComparison.Ordinal));
        Assert.True(ours[category] > -theirs[1].RSquared.Mean - 0.05, "The slots of a category say together what each says alone.");
    }

    private static Dictionary<string, double> Bars(ReportPage page) => page.Figure("By shuffling").Elements("rect").Where(bar => bar.Attribute("class")!.Value.StartsWith("bar", StringComparison.Ordinal))
        .Select(bar => bar.Value).ToDictionary(text => text[..text.LastIndexOf(':')],
            text => double.Parse(text[(text.LastIndexOf(':') + 1)..].Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture));
}
