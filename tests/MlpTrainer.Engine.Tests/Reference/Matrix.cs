namespace MlpTrainer.Engine.Tests;

/// <summary>Small matrices in double, as the derivations write them.</summary>
internal static class Matrix
{
    public static double[,] Times(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                for (int k = 0; k < b.GetLength(0); k++)
                {
                    c[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return c;
    }

    public static double[,] Transpose(double[,] a) => Fill(a.GetLength(1), a.GetLength(0), (i, j) => a[j, i]);

    public static double[,] Map(double[,] a, Func<double, double> f) => Fill(a.GetLength(0), a.GetLength(1), (i, j) => f(a[i, j]));

    public static double[,] Zip(double[,] a, double[,] b, Func<double, double, double> f) =>
        Fill(a.GetLength(0), a.GetLength(1), (i, j) => f(a[i, j], b[i, j]));

    /// <summary>a + b, entry by entry.</summary>
    public static double[,] Plus(double[,] a, double[,] b) => Zip(a, b, (x, y) => x + y);

    /// <summary>Adds a row to every row.</summary>
    public static double[,] AddRow(double[,] a, double[,] row) => Fill(a.GetLength(0), a.GetLength(1), (i, j) => a[i, j] + row[0, j]);

    /// <summary>Adds a column to every column.</summary>
    public static double[,] AddColumn(double[,] a, double[,] column) => Fill(a.GetLength(0), a.GetLength(1), (i, j) => a[i, j] + column[i, 0]);

    public static double[,] Scale(double[,] a, double factor) => Map(a, value => value * factor);

    public static double[,] Ones(int rows, int columns) => Fill(rows, columns, (_, _) => 1);

    public static double[,] Row(double[,] a, int row) => Fill(1, a.GetLength(1), (_, j) => a[row, j]);

    public static double Sum(double[,] a) => Flat(a).Sum();

    /// <summary>The entries, row by row.</summary>
    public static IEnumerable<double> Flat(double[,] a) => a.Cast<double>();

    private static double[,] Fill(int rows, int columns, Func<int, int, double> f)
    {
        var a = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                a[i, j] = f(i, j);
            }
        }

        return a;
    }
}
