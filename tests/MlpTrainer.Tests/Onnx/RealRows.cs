using System.Globalization;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Onnx;

/// <summary>The first 1,000 rows of the samples' data, as numbers; where told, every twentieth feature value is missing.</summary>
public static class RealRows
{
    public const int Count = 1000;

    public static SpamRow[] Spam(bool missing) =>
        [.. Read("SpamDetection/spam.csv", Spread(4601)).Select((cells, i) => new SpamRow
        {
            Features = Features(cells[..57], i, missing),
            Label = cells[57] == "1",
        })];

    public static LetterRow[] Letters(bool missing) =>
        [.. Read("LetterRecognition/letters.csv", Spread(20000)).Select((cells, i) => new LetterRow
        {
            Features = Features(cells[..16], i, missing),
            Label = (uint)(cells[16][0] - 'A'),
        })];

    /// <summary>The columns that are numbers: carat, depth, table, x, y, z.</summary>
    public static DiamondRow[] Diamonds(bool missing) =>
        [.. Read("DiamondPrices/diamonds.csv", Spread(53940)).Select((cells, i) => new DiamondRow
        {
            Features = Features([cells[0], cells[4], cells[5], .. cells[7..10]], i, missing),
            Label = Number(cells[6]),
        })];

    /// <summary>Width and depth of a diamond from the rest: two numbers at once.</summary>
    public static PairRow[] Pairs() =>
        [.. Read("DiamondPrices/diamonds.csv", Spread(53940)).Select((cells, i) => new PairRow
        {
            Features = Features([cells[0], cells[4], cells[5], cells[6]], i, missing: true),
            Label = [Number(cells[7]), Number(cells[9])],
        })];

    /// <summary>Rows from all of a file: some are sorted by what is to be learnt.</summary>
    private static int Spread(int rows) => rows / Count;

    private static IEnumerable<string[]> Read(string file, int every)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Data", Path.GetFileName(file));
        return File.ReadLines(path).Skip(1).Where((_, i) => i % every == 0).Take(Count).Select(line => line.Split(','));
    }

    private static float[] Features(string[] cells, int row, bool missing) =>
        [.. cells.Select((cell, column) => missing && ((7 * row) + (3 * column)) % 20 == 0 ? float.NaN : Number(cell))];

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}

public abstract class Row
{
    public abstract float[] Features { get; set; }
}

public sealed class SpamRow : Row
{
    [VectorType(57)]
    public override float[] Features { get; set; } = [];

    public bool Label { get; set; }
}

public sealed class LetterRow : Row
{
    [VectorType(16)]
    public override float[] Features { get; set; } = [];

    [KeyType(26)]
    public uint Label { get; set; }
}

public sealed class DiamondRow : Row
{
    [VectorType(6)]
    public override float[] Features { get; set; } = [];

    public float Label { get; set; }
}

public sealed class PairRow : Row
{
    [VectorType(4)]
    public override float[] Features { get; set; } = [];

    [VectorType(2)]
    public float[] Label { get; set; } = [];
}
