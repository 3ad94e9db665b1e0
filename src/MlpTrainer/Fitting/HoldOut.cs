using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>Sets a share of the rows aside for validation: whole groups if rows have groups, else evenly by class if targets are classes.</summary>
internal static class HoldOut
{
    private const double UsualFraction = 0.1;
    private const int FewestRowsToSplit = 100;

    /// <summary>Training and validation rows; no validation rows where the fraction is 0 or there are not two things to split.</summary>
    public static (TrainingSet Train, TrainingSet? Validation) From(LoadedRows rows, double? fraction, TargetReader target, ulong seed)
    {
        double share = fraction ?? (rows.Rows.RowCount >= FewestRowsToSplit ? UsualFraction : 0);
        if (share == 0 || Obstacle(rows) is not null)
        {
            return (rows.Rows, null);
        }

        return rows.Rows.Split(share, seed, By(rows, target));
    }

    /// <summary>What the parts of a split keep together or have shares of: groups, else classes, else nothing.</summary>
    public static SplitBy By(LoadedRows rows, TargetReader target) => rows.Groups is not null ? SplitBy.Groups(rows.Groups)
        : target.IsClass ? SplitBy.TargetClass
        : SplitBy.Rows;

    /// <summary>Why no rows can be held out, in words; null if some can.</summary>
    public static string? Obstacle(LoadedRows rows) => rows.Rows.RowCount < 2 ? "there is only one row"
        : rows.Groups is { } groups && groups.All(group => group == groups[0]) ? "all rows are of one group"
        : null;
}
