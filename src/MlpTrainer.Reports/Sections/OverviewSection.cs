namespace MlpTrainer.Reports.Sections;

/// <summary>The few numbers that matter most, and what training warned of.</summary>
internal static class OverviewSection
{
    public static void Write(Html html, ReportData data)
    {
        html.Heading("Overview");
        html.Facts(Facts(data));
        if (data.Training.Warnings.Count == 0)
        {
            html.Paragraph("Training warned of nothing.", "quiet");
            return;
        }

        html.Paragraph($"Training warned of {Report.Counted(data.Training.Warnings.Count, "thing")}:");
        html.Raw("<ul class=\"warnings\">\n");
        foreach (string warning in data.Training.Warnings)
        {
            html.Raw("<li>").Text(warning).Raw("</li>\n");
        }

        html.Raw("</ul>\n");
    }

    private static IEnumerable<(string, string)> Facts(ReportData data)
    {
        if (data.Test is { } test)
        {
            foreach ((string name, double value) in TestMetrics.Of(data, test).Take(3))
            {
                yield return (name, Number.Of(value));
            }
        }

        if (data.Training.OutOfFoldCost is { } cost)
        {
            yield return ("out-of-fold cost", Number.Of(cost));
        }

        if (data.Training.Members[0].ValidationCost is var validation && data.Training.Members.Count == 1 && !double.IsNaN(validation))
        {
            yield return ("validation cost", Number.Of(validation));
        }

        yield return ("networks", Number.Of((long)data.Training.Members.Count));
        yield return ("features", Number.Of((long)data.Columns.Count));
    }
}
