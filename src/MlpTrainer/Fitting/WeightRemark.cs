using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>What there is to say of the example weights of all training rows.</summary>
internal static class WeightRemark
{
    private const int FewestRows = 10;

    /// <summary>A warning where one of many rows outweighs all others together, so that hardly any other is learned from; null where none does.</summary>
    public static string? Of(TrainingSet rows)
    {
        double total = 0;
        int heaviest = 0;
        for (int row = 0; row < rows.RowCount; row++)
        {
            total += rows.Weight(row);
            heaviest = rows.Weight(row) > rows.Weight(heaviest) ? row : heaviest;
        }

        return rows.RowCount >= FewestRows && rows.Weight(heaviest) > total / 2
            ? Invariant($"One of {rows.RowCount} rows has the weight {rows.Weight(heaviest):g4}, more than all others together ({total - rows.Weight(heaviest):g4}): hardly any other is learned from. Look whether the weight column is the right one.")
            : null;
    }
}
