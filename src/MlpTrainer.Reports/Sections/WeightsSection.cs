using MlpTrainer.Reports.Figures;

namespace MlpTrainer.Reports.Sections;

/// <summary>The weights of each layer: how they are spread, and how many are 0.</summary>
internal static class WeightsSection
{
    private const int Bins = 40, MostLayers = 8;
    private const double MostDeviations = 6;

    public static void Write(Html html, ReportData data)
    {
        html.Heading("Weights");
        if (data.Training.Members.Count > 1)
        {
            html.Paragraph("The networks stand side by side in one: weights between two of them are 0, and those of the last layer have the shares in them. Codes of numbers are steep by nature.");
        }

        html.BeginFigures();
        List<string[]> rows = [];
        foreach ((MlpLayer layer, int index) in data.Model.Layers.Select((layer, index) => (layer, index)))
        {
            float[] weights = [.. layer.Weights.ToArray().Where(weight => weight != 0)];
            double mean = weights.Length == 0 ? 0 : weights.Average(weight => (double)weight);
            double deviation = weights.Length == 0 ? 0 : Math.Sqrt(weights.Average(weight => (weight - mean) * (weight - mean)));
            rows.Add([Invariant($"layer {index + 1}"), Invariant($"{layer.Inputs} → {layer.Outputs}"), layer.Activation, Number.Of((long)layer.Weights.Length),
                Number.Percent(1 - ((double)weights.Length / Math.Max(1, layer.Weights.Length))), Number.Of(mean), Number.Of(deviation), Number.Of(weights.Length == 0 ? 0 : weights.Max(Math.Abs))]);
            if (index < MostLayers && weights.Length > 0)
            {
                WriteHistogram(html, $"Weights of layer {Number.Of(index + 1)}", weights, mean, deviation);
            }
        }

        html.EndFigures();
        html.Table("The layers; mean, deviation and largest of the weights that are not 0", ["layer", "inputs → units", "activation", "weights", "are 0", "mean", "deviation", "largest"], rows);
    }

    private static void WriteHistogram(Html html, string title, float[] weights, double mean, double deviation)
    {
        double low = Math.Max(weights.Min(), mean - (MostDeviations * deviation)), high = Math.Min(weights.Max(), mean + (MostDeviations * deviation));
        high = high > low ? high : low + Math.Max(1e-6, Math.Abs(low) * 1e-3);
        long[] counts = new long[Bins];
        foreach (float weight in weights)
        {
            counts[Math.Clamp((int)((weight - low) / (high - low) * Bins), 0, Bins - 1)]++;
        }

        double width = (high - low) / Bins;
        var plot = new Plot(title, $"{weights.Length} weights that are not 0, mean {Number.Of(mean)}, standard deviation {Number.Of(deviation)}.",
            Axis.From("weight", low, high), Axis.Whole("weights", counts.Max() * 1.05));
        for (int bin = 0; bin < Bins; bin++)
        {
            if (counts[bin] > 0)
            {
                plot.Bar(low + (bin * width), low + ((bin + 1) * width), counts[bin], $"{Number.Of(low + (bin * width))} to {Number.Of(low + ((bin + 1) * width))}: {Number.Of(counts[bin])}");
            }
        }

        html.Figure(plot, "Weights that are exactly 0 are left out; those farther than six standard deviations from the mean are counted in the outermost bars.");
    }
}
