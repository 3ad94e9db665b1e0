using System.Globalization;
using System.Runtime.CompilerServices;
using static MlpTrainer.Benchmarks.Workloads.Generator;

namespace MlpTrainer.Benchmarks.Workloads;

/// <summary>Training and test rows of a workload, the same bits in every language.</summary>
/// <param name="Features">Dense: [rows×features]. Sparse: the values, <see cref="NonZeros"/> to a row.</param>
/// <param name="Indices">Sparse: the values' columns, ascending in each row; dense: empty.</param>
/// <param name="Labels">Class of each row.</param>
internal sealed record WorkloadData(float[] Features, int[] Indices, int[] Labels)
{
    /// <summary>Values in a row of sparse data.</summary>
    public const int NonZeros = 40;

    public static WorkloadData Of(Workload workload) => workload.Name switch
    {
        "W1" => Tabular(1, workload),
        "W2" => Tabular(2, workload),
        "W3" => Image(workload),
        "W4" => BreastCancer(workload),
        "W6" => Tabular(6, workload),
        _ => Sparse(workload),
    };

    /// <summary>Checksums of features, indices (0 if none) and labels.</summary>
    public (ulong Features, ulong Indices, ulong Labels) Checksums => (Checksum(Features), Checksum(Indices), Checksum(Labels));

    /// <summary>Labels are signs of sums and differences of 16 rectified sums of signed features, one in twenty falsified.</summary>
    private static WorkloadData Tabular(ulong number, Workload workload)
    {
        int d = workload.Features;
        float[] x = new float[workload.Rows * d];
        int[] y = new int[workload.Rows];
        Parallel.For(0, workload.Rows, r =>
        {
            long[] sums = new long[16];
            for (int c = 0; c < d; c++)
            {
                int g = G(1000 * number + 1, (long)r * d + c);
                ulong signs = U(1000 * number + 2, c);
                x[r * d + c] = g / 32768f;
                for (int h = 0; h < sums.Length; h++)
                {
                    sums[h] += ((signs >> h) & 1) == 1 ? g : -g;
                }
            }

            y[r] = Label(sums, Flip(1000 * number + 3, r));
        });
        return new WorkloadData(x, [], y);
    }

    /// <summary>Noisy copies of 30 random pictures; three pictures make a class.</summary>
    private static WorkloadData Image(Workload workload)
    {
        int d = workload.Features;
        float[] x = new float[workload.Rows * d];
        int[] y = new int[workload.Rows];
        Parallel.For(0, workload.Rows, r =>
        {
            int picture = (int)(U(3004, r) % 30);
            for (int c = 0; c < d; c++)
            {
                ulong w = U(3001, (long)r * d + c);
                ulong own = U(3002, picture * d + c) & 3;
                bool on = (((w >> 8) & 255) < 72 ? own : (w >> 16) & 3) == 0;
                x[r * d + c] = on ? ((w & 255) + 1) / 256f : 0f;
            }

            y[r] = (picture % 10 + (Flip(3003, r) ? 1 : 0)) % 10;
        });
        return new WorkloadData(x, [], y);
    }

    /// <summary>Thirty measurements, standardized in double with the population's standard deviation.</summary>
    private static WorkloadData BreastCancer(Workload workload)
    {
        double[][] table = [.. File.ReadLines(Path.Combine(SourceFolder(), "../data/breast_cancer.csv")).Skip(1)
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
        int n = table.Length, d = workload.Features;
        float[] x = new float[n * d];
        for (int c = 0; c < d; c++)
        {
            double[] column = [.. table.Select(row => row[c])];
            double mean = RowByRowSum(column) / n;
            double deviation = Math.Sqrt(RowByRowSum([.. column.Select(value => (value - mean) * (value - mean))]) / n);
            for (int r = 0; r < n; r++)
            {
                x[r * d + c] = (float)((column[r] - mean) / deviation);
            }
        }

        return new WorkloadData(x, [], [.. table.Select(row => (int)row[d])]);
    }

    /// <summary>One value in each of 40 groups of 500 columns, the first columns of a group more often.</summary>
    private static WorkloadData Sparse(Workload workload)
    {
        int[] indices = new int[workload.Rows * NonZeros], y = new int[workload.Rows];
        float[] values = new float[workload.Rows * NonZeros];
        Parallel.For(0, workload.Rows, r =>
        {
            long[] sums = new long[8];
            for (int k = 0; k < NonZeros; k++)
            {
                int i = r * NonZeros + k;
                ulong w = U(5001, i);
                int column = 500 * k + (int)((((w & 65535) * ((w >> 16) & 65535)) >> 16) * 500 >> 16);
                int value = (int)((w >> 32) & 3) + 1;
                (indices[i], values[i]) = (column, value / 4f);
                ulong weights = U(5002, column);
                for (int h = 0; h < sums.Length; h++)
                {
                    sums[h] += value * (2 * (long)((weights >> (8 * h)) & 255) - 255);
                }
            }

            y[r] = Label(sums, Flip(5003, r));
        });
        return new WorkloadData(values, indices, y);
    }

    private static int Label(long[] sums, bool flipped)
    {
        long score = 0;
        for (int h = 0; h < sums.Length; h++)
        {
            score += (h % 2 == 0 ? 1 : -1) * Math.Max(sums[h], 0);
        }

        return score > 0 ^ flipped ? 1 : 0;
    }

    /// <summary>The sum in row order, as NumPy adds along the rows of a matrix.</summary>
    private static double RowByRowSum(double[] values) => values.Aggregate(0.0, (sum, value) => sum + value);

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
