namespace MlpTrainer.Reports.Sections;

/// <summary>The model card, and the options as a table.</summary>
internal static class CardSection
{
    public static void Write(Html html, ReportData data)
    {
        html.Heading("Model card");
        html.Raw("<pre tabindex=\"0\" role=\"region\" aria-label=\"Model card\">").Text(data.Model.ToString()!).Raw("</pre>\n");
        html.Table("The options as trained", ["option", "value"], data.Training.Options.Select(option => (string[])[option.Key, option.Value]));
    }
}
