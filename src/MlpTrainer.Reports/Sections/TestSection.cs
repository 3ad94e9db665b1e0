using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports.Sections;

/// <summary>What the model does on the test rows.</summary>
internal static class TestSection
{
    public static void Write(Html html, ReportData data, TestRows test)
    {
        html.Heading("Test rows");
        html.Paragraph(Counts(data, test));
        if (test.Count == 0)
        {
            html.Paragraph("No row could be measured, so there are no metrics and no figures of them.");
            return;
        }

        html.Table("Metrics on the test rows", ["metric", "value"], TestMetrics.Of(data, test).Select(metric => (string[])[metric.Name, Number.Of(metric.Value)]));
        if (data.IsBinary || data.IsMulticlass)
        {
            ClassFigures.Write(html, data, test);
        }
        else
        {
            NumberFigures.Write(html, test);
        }
    }

    private static string Counts(ReportData data, TestRows test)
    {
        string text = $"Label: {data.Label}. {Report.Counted(test.Count, "row")} with a label and a score.";
        text += test.WithoutLabel > 0 ? $" {Report.Counted(test.WithoutLabel, "row")} had no label and {(test.WithoutLabel == 1 ? "was" : "were")} left out." : "";
        text += test.NotFinite > 0 ? $" {Report.Counted(test.NotFinite, "row")} had a score that is not a finite number and {(test.NotFinite == 1 ? "was" : "were")} left out." : "";
        return text + (test.Sample.IsComplete ? "" : $" Curves and metrics but for counts and accuracy are of an even sample of {Number.Of((long)test.Sample.Items.Count)}.");
    }
}
