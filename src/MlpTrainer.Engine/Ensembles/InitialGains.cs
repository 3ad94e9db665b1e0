namespace MlpTrainer.Engine;

/// <summary>The gains that a member's features start with, see <see cref="InputGains"/>: the larger, the more of the targets a feature tells alone.</summary>
/// <remarks>
/// R² of a feature is the share of the targets' variance that lies between eight bins of it, of equal numbers of rows as far as values differ; targets of classes are their 0s and 1s. What pure noise would have on the average,
/// (bins − 1)/(rows − 1), is the least that counts. A gain is √(R²/largest R²), at least a fifth, and all are scaled so that the mean of their squares is 1. Features that tell something only together with
/// others start small, but their gains are trained. Found from the rows that the member trains on alone, or 8,192 of them, so that rows held out stay honest; their weights play no part.
/// </remarks>
internal static class InitialGains
{
    private const int Bins = 8, MostRows = 8192;
    private const double Least = 0.2;

    /// <summary>The gains of all features.</summary>
    /// <param name="rows">The rows, without codes.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <returns>[p]; 1 throughout where targets do not vary.</returns>
    public static float[] Of(PreparedRows rows, int outputs)
    {
        (float[][] columns, double[][] targets) = Read(rows, outputs);
        double total = targets.Sum(target => target.Sum(value => value * value));
        double[] told = Array.ConvertAll(columns, column => total > 0 ? Told(column, targets, total) : 1);
        double largest = told.DefaultIfEmpty(1).Max();
        double[] gains = Array.ConvertAll(told, share => largest > 0 ? Math.Max(Least, Math.Sqrt(share / largest)) : 1);
        double size = Math.Sqrt(gains.Select(gain => gain * gain).DefaultIfEmpty(1).Average());
        return Array.ConvertAll(gains, gain => (float)(gain / size));
    }

    /// <summary>The same for the codes of features, each code with its feature's.</summary>
    public static float[] OnCodes(float[] gains, PiecewiseCodes codes) =>
        [.. gains.SelectMany((gain, k) => Enumerable.Repeat(gain, Math.Max(1, codes.Knots(k).Length)))];

    /// <summary>x̂ feature by feature, and the targets' distances from their means row by row.</summary>
    private static (float[][] Columns, double[][] Targets) Read(PreparedRows rows, int outputs)
    {
        int step = Math.Max(1, rows.Set.RowCount / MostRows), n = Math.Min(MostRows, rows.Set.RowCount / step);
        float[] x = new float[rows.Set.FeatureCount], target = new float[rows.Set.TargetWidth];
        float[][] columns = [.. x.Select(_ => new float[n])];
        double[][] targets = new double[n][];
        bool isClass = target.Length == 1 && outputs > 1;
        for (int i = 0; i < n; i++)
        {
            rows.CopyDense(i * step, x);
            rows.CopyTarget(i * step, target);
            for (int k = 0; k < x.Length; k++)
            {
                columns[k][i] = x[k];
            }

            targets[i] = isClass ? [.. Enumerable.Range(0, outputs).Select(j => j == (int)target[0] ? 1.0 : 0.0)] : Array.ConvertAll(target, value => (double)value);
        }

        for (int j = 0; n > 0 && j < targets[0].Length; j++)
        {
            double mean = targets.Average(row => row[j]);
            Array.ForEach(targets, row => row[j] -= mean);
        }

        return (columns, targets);
    }

    /// <summary>R² of a feature, at least that of noise. Sorts the column.</summary>
    private static double Told(float[] column, double[][] targets, double total)
    {
        int n = column.Length, bins = 0, first = 0;
        int[] order = [.. Enumerable.Range(0, n)];
        Array.Sort(column, order);
        double between = 0;
        for (int bin = 1; bin <= Bins && first < n; bin++)
        {
            int end = Math.Max(first + 1, (int)((long)n * bin / Bins));
            while (end < n && column[end] == column[end - 1])
            {
                end++;
            }

            for (int j = 0; j < targets[0].Length; j++)
            {
                double sum = 0;
                for (int i = first; i < end; i++)
                {
                    sum += targets[order[i]][j];
                }

                between += sum * sum / (end - first);
            }

            (first, bins) = (end, bins + 1);
        }

        return Math.Max(between / total, (bins - 1.0) / Math.Max(1, n - 1));
    }
}
