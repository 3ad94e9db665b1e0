using System.Globalization;
using Microsoft.ML;
using MlpTrainer.Engine;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests;

/// <summary>What is said is said alike under every culture: in German a comma stands before decimals, in Persian numbers have another minus.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly CultureInfo _usual = CultureInfo.CurrentCulture;

    public static TheoryData<string> Cultures => ["de-DE", "fa-IR"];

    public void Dispose() => CultureInfo.CurrentCulture = _usual;

    [Theory, MemberData(nameof(Cultures))]
    public void TheseCulturesWriteNumbersInTheirOwnWay(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        Assert.NotEqual("-0.5", $"{-0.5}");
    }

    [Theory, MemberData(nameof(OptionRulesTests.OutOfRange), MemberType = typeof(OptionRulesTests))]
    public void RefusedOptionsAreWrittenInvariantly(string name, Action<MlpBinaryTrainer.Options> choose, string message)
    {
        foreach (string culture in Cultures.Select(row => row.Data))
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            new OptionRulesTests().AnOptionOutOfRangeIsRefusedByName(name, choose, message);
        }
    }

    [Theory, MemberData(nameof(Cultures))]
    public void DataErrorsLogLinesCardsAndMetricsAreWrittenInvariantly(string culture)
    {
        string[] expected = [.. Said()];
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        Assert.Equal(expected, Said());
        Assert.Contains(expected, text => text.Contains("-0.5", StringComparison.Ordinal));
    }

    /// <summary>All that a few trainings say, but for times.</summary>
    private static IEnumerable<string> Said()
    {
        var mlContext = new MLContext(seed: 1);
        var log = new LogLines(mlContext);
        List<Example> rows = Example.Rows(120);
        rows.ForEach(row => (row.Features[2], row.Numbers[1], row.Weight) = (-1.5f, -0.5f, row.Weight - 0.6f));
        IDataView data = mlContext.Data.LoadFromEnumerable(rows);
        var model = Small.Regression(mlContext, options => (options.LabelColumnName, options.ExampleWeightColumnName, options.MaximumNumberOfEpochs) =
            ("Numbers", "Weight", 2)).Fit(data);
        string metrics = mlContext.Regression.EvaluateMultiOutput(model.Transform(data), "Numbers").ToString();
        string[] errors = [.. new Action[]
        {
            () => Small.Regression(mlContext, options => (options.LabelColumnName, options.Cost) = ("Numbers", new PoissonCost())).Fit(data),
            () => Small.Regression(mlContext, options => options.ValidationFraction = -0.5),
            () => new QuantileCost { Quantile = -0.5 }.ToString(),
        }.Select(act => Record.Exception(act)?.Message ?? "")];
        return [.. log.Warnings, .. log.Infos.Select(line => line.Split(", learning rate")[0]), model.Model.ToString(), metrics, .. errors];
    }
}
