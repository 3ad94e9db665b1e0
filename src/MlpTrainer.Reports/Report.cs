using MlpTrainer.Reports.Sections;

namespace MlpTrainer.Reports;

/// <summary>The page, section by section.</summary>
internal static class Report
{
    public static string Of(ReportData data)
    {
        var html = new Html();
        string on = data.Test is null ? "" : $", measured on {Number.Of(data.Test.Count)} rows";
        html.Begin("Model report", $"A multilayer perceptron for {data.Task} from {Counted(data.Columns.Count, "feature")}, "
            + $"{Number.Of((long)data.Model.Network.Shape.ParameterCount)} parameters{on}.");
        OverviewSection.Write(html, data);
        if (data.Test is not null)
        {
            TestSection.Write(html, data, data.Test);
        }

        ImportanceSection.Write(html, data);
        TrainingSection.Write(html, data);
        WeightsSection.Write(html, data);
        CardSection.Write(html, data);
        html.End($"Written by MlpTrainer.Reports. The model was trained by MlpTrainer {data.Training.PluginVersion} in ML.NET {data.Training.MLNetVersion}.");
        return html.ToString();
    }

    /// <summary>"1 feature", "3 features".</summary>
    public static string Counted(long count, string what) => $"{Number.Of(count)} {what}{(count == 1 ? "" : what.EndsWith('s') ? "es" : "s")}";
}
