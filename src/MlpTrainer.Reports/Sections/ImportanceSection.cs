using MlpTrainer.Inspection;
using MlpTrainer.Reports.Figures;
using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports.Sections;

/// <summary>Which features matter: by the weights, and by shuffling their values in the test rows.</summary>
internal static class ImportanceSection
{
    private const int MostShown = 20;

    public static void Write(Html html, ReportData data)
    {
        double[] effects = new TotalEffects(data.Model.Network, data.Columns).Of();
        int[] order = [.. Enumerable.Range(0, effects.Length).OrderByDescending(g => effects[g])];
        html.Heading("Importance of features");
        html.BeginFigures();
        if (data.Test is { Count: > 0 } test)
        {
            WritePermutation(html, data, test, order);
        }

        (string, double, double, double)[] bars = [.. order.Take(MostShown).Select(g => (data.Columns[g].Name, effects[g], effects[g], effects[g]))];
        string unit = data.IsBinary || data.IsMulticlass ? "change of a probability" : "change of the score";
        html.Figure(
            new BarList("By the weights", $"The most important: {string.Join(", ", bars.Take(3).Select(bar => bar.Item1))}.", unit, bars),
            "How much what the model gives changes when one feature is drawn anew from what the model knows of it (the root of a total effect, Jansen 1999). It needs no rows, so rows that never occur are among them." + Known(data) + Rest(effects.Length, bars.Length));
        html.EndFigures();
    }

    /// <summary>What the drawing of features lacks.</summary>
    private static string Known(ReportData data) =>
        (data.Model.FeatureScaling is null ? " The model does not standardize its features and knows nothing of them: mean 0 and spread 1 were taken." : "")
        + (data.Model.NumberOfFeatures > TotalEffects.MostFeatures ? $" Of so many features the {TotalEffects.MostColumns} columns with the largest weights were looked at." : "");

    private static void WritePermutation(Html html, ReportData data, TestRows test, int[] order)
    {
        var importance = new PermutationImportance(data.Model.Network, test.Features.Items, data.Columns.Count);
        var all = importance.Of(order.Take(PermutationImportance.MostColumns).Select(g => data.Columns[g]));
        if (all.Any(one => double.IsNaN(one.Value)))
        {
            html.Paragraph("Importance by shuffling is not defined: the labels of the test rows are all equal.");
            return;
        }

        (string Name, double Value, double Least, double Most)[] bars = [.. all.Take(MostShown)];
        string unit = data.IsBinary || data.IsMulticlass ? "increase of the log-loss" : "fall of R²";
        string tried = data.Columns.Count > PermutationImportance.MostColumns ? $" Tried are the {PermutationImportance.MostColumns} that are largest by the weights." : "";
        html.Figure(
            new BarList("By shuffling", $"The most important: {string.Join(", ", bars.Take(3).Select(bar => bar.Name))}.", unit, bars),
            $"How much worse the model is where a column's values are shuffled among {Report.Counted(importance.Rows, "test row")}: the mean of {PermutationImportance.Permutations} shuffles, the line from the least to the largest. "
            + "Columns that say the same share their importance." + tried + Rest(all.Count, bars.Length));
    }

    private static string Rest(int all, int shown) => all > shown ? $" Shown are the {Number.Of(shown)} largest of {Number.Of(all)}." : "";
}
