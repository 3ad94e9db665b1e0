namespace MlpTrainer.Benchmarks.Quality;

/// <summary>What a model says of rows, beside what is true.</summary>
/// <param name="Labels">The class of each row, from 0, or its number.</param>
/// <param name="Outputs">The probability of every class [rows][classes], or one number a row.</param>
internal sealed record Predictions(double[] Labels, double[][] Outputs)
{
    public int Count => Labels.Length;

    /// <summary>A row's class.</summary>
    public int Class(int row) => (int)Labels[row];

    /// <summary>The class of the largest probability; the first of equal ones.</summary>
    public int Top(int row) => Array.IndexOf(Outputs[row], Outputs[row].Max());

    public bool IsRight(int row) => Top(row) == Class(row);

    /// <summary>The rows of several as those of one.</summary>
    public static Predictions Pooled(IReadOnlyList<Predictions> parts) =>
        new([.. parts.SelectMany(part => part.Labels)], [.. parts.SelectMany(part => part.Outputs)]);
}
