using MlpTrainer.Reports.Figures;
using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports.Sections;

/// <summary>Figures of a model of numbers: predicted against true, and what is left over.</summary>
internal static class NumberFigures
{
    private const int MostOutputs = 4, MostDots = 1000, Bins = 40, MostInTable = 30;
    private const double MostDeviations = 4;

    public static void Write(Html html, TestRows test)
    {
        int outputs = test.Sample.Items[0].Numbers.Length;
        html.BeginFigures();
        for (int j = 0; j < Math.Min(outputs, MostOutputs); j++)
        {
            WriteOutput(html, test, j, outputs == 1 ? "" : Invariant($" of output {j}"));
        }

        html.EndFigures();
        if (outputs > 1)
        {
            html.Table("Metrics of each output", ["output", "R²", "mean absolute error", "root mean squared error"], Enumerable.Range(0, Math.Min(outputs, MostInTable)).Select(j =>
            {
                Errors errors = TestMetrics.OfOutput(test, j);
                return (string[])[Invariant($"{j}"), Number.Of(errors.RSquared), Number.Of(errors.MeanAbsolute), Number.Of(errors.RootMeanSquare)];
            }));
        }

        if (outputs > MostOutputs)
        {
            html.Paragraph($"Figures are shown of the first {MostOutputs} of {Number.Of(outputs)} outputs.");
        }
    }

    private static void WriteOutput(Html html, TestRows test, int output, string which)
    {
        IReadOnlyList<TestRow> rows = test.Sample.Items;
        (double True, double Predicted)[] all = [.. rows.Select(row => ((double)row.Numbers[output], (double)row.Scores[output]))];
        int every = (int)Math.Ceiling((double)all.Length / MostDots);
        (double True, double Predicted)[] shown = [.. all.Where((_, i) => i % every == 0)];
        string sample = every > 1 ? $" Shown are {Number.Of((long)shown.Length)} of {Number.Of(test.Count)} rows." : "";
        Errors errors = TestMetrics.OfOutput(test, output);

        Axis trueAxis = Axis.Around("true", all.SelectMany(one => new[] { one.True, one.Predicted })), predictedAxis = Axis.Around("predicted", all.SelectMany(one => new[] { one.True, one.Predicted }));
        var plot = new Plot($"Predicted against true{which}", $"R² {Number.Of(errors.RSquared)}.", trueAxis, predictedAxis);
        plot.Cloud(shown);
        plot.Guide((trueAxis.Minimum, trueAxis.Minimum), (trueAxis.Maximum, trueAxis.Maximum));
        html.Figure(plot, $"On the diagonal, what is predicted is true. R² {Number.Of(errors.RSquared)}.{sample}");

        Axis residualAxis = Axis.Around("true − predicted", all.Select(one => one.True - one.Predicted)), across = Axis.Around("predicted", all.Select(one => one.Predicted));
        var residuals = new Plot($"Residuals{which}", $"Mean {Number.Of(errors.Bias)}, root mean square {Number.Of(errors.RootMeanSquare)}.", across, residualAxis);
        residuals.Cloud(shown.Select(one => (one.Predicted, one.True - one.Predicted)));
        residuals.Guide((across.Minimum, 0), (across.Maximum, 0));
        html.Figure(residuals, $"What is left over, by what is predicted: a bend means that something was not learned, a fan that large values are less certain.{sample}");
        WriteHistogram(html, $"Spread of the residuals{which}", [.. all.Select(one => one.True - one.Predicted)], errors);
    }

    private static void WriteHistogram(Html html, string title, double[] residuals, Errors errors)
    {
        double deviation = Math.Sqrt(Math.Max(0, (errors.RootMeanSquare * errors.RootMeanSquare) - (errors.Bias * errors.Bias)));
        double low = Math.Max(residuals.Min(), errors.Bias - (MostDeviations * deviation)), high = Math.Min(residuals.Max(), errors.Bias + (MostDeviations * deviation));
        high = high > low ? high : low + Math.Max(1e-6, Math.Abs(low) * 1e-3);
        long[] counts = new long[Bins];
        foreach (double residual in residuals)
        {
            counts[Math.Clamp((int)((residual - low) / (high - low) * Bins), 0, Bins - 1)]++;
        }

        double width = (high - low) / Bins;
        var plot = new Plot(title, $"Mean {Number.Of(errors.Bias)}, standard deviation {Number.Of(deviation)}.", Axis.From("true − predicted", low, high), Axis.Whole("rows", counts.Max() * 1.05));
        for (int bin = 0; bin < Bins; bin++)
        {
            if (counts[bin] > 0)
            {
                plot.Bar(low + (bin * width), low + ((bin + 1) * width), counts[bin], $"{Number.Of(low + (bin * width))} to {Number.Of(low + ((bin + 1) * width))}: {Number.Of(counts[bin])}");
            }
        }

        html.Figure(plot, "Residuals farther than four standard deviations from their mean are counted in the outermost bars.");
    }
}
