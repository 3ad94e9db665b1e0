using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>Data view → training set: one pass, in the view's order, dense and sparse rows kept as they come.</summary>
/// <remarks>Rows that cannot be used are skipped and counted, as ML.NET's own trainers do: a label or weight that is missing, infinite or, for
/// weights, not greater than 0; infinite features; missing features (NaN) unless they are imputed.</remarks>
internal sealed class RowReader(IHost host, IChannel channel, TrainingWarnings warnings, bool imputeMissing, TargetReader target, TargetRule rule)
{
    private const int RowsBetweenLifeSigns = 1024;

    /// <summary>The rows of a view, and the group of each if a group column is named.</summary>
    /// <param name="data">The view and its columns' roles.</param>
    /// <param name="purpose">"training" or "validation", for messages.</param>
    /// <param name="noRows">The error if no row can be used.</param>
    /// <param name="groupColumn">The group column, or null for none.</param>
    public LoadedRows Read(RoleMappedData data, string purpose, string noRows, string? groupColumn = null)
    {
        data.CheckFeatureFloatVector(out int features);
        data.CheckOptFloatWeight();
        var builder = new TrainingSetBuilder(features, target.Width);
        GroupReader? groups = GroupReader.For(host, data, groupColumn);
        CursOpt wanted = CursOpt.Features | CursOpt.Weight | target.Cursor | (imputeMissing ? CursOpt.AllowBadFeatures : 0);
        using var cursor = new FloatLabelCursor(data, wanted, null, [.. target.ExtraColumns(data), .. groups?.ExtraColumns ?? []]);
        target.Attach(data, cursor);
        groups?.Attach(cursor);
        var shape = new VectorRule(host, $"Column '{data.Schema.Feature!.Value.Name}'", features);
        SkippedRows skipped = Copy(cursor, shape, builder, groups);
        if (skipped.Total > 0)
        {
            warnings.Add(skipped.Warning(purpose, missingIsBad: !imputeMissing));
        }

        channel.Check(skipped.Kept > 0, noRows);
        TrainingSet rows = builder.Build();
        channel.Info(Invariant($"Read {rows.RowCount} rows of {features} features for {purpose} ({(rows.IsSparse ? "sparse" : "dense")}, {rows.Bytes} bytes)."));
        return new LoadedRows(rows, groups?.Ids);
    }

    private SkippedRows Copy(FloatLabelCursor cursor, VectorRule shape, TrainingSetBuilder builder, GroupReader? groups)
    {
        float[] y = new float[target.Width];
        long kept = 0, badLabels = 0, badFeatures = 0;
        while (cursor.MoveNext())
        {
            if (cursor.KeptRowCount % RowsBetweenLifeSigns == 0)
            {
                host.CheckAlive();
            }

            shape.Check(cursor.Features, cursor.Row.Position);
            if (HasInfinite(cursor.Features.GetValues()))
            {
                badFeatures++;
            }
            else if (!target.TryRead(cursor, y))
            {
                badLabels++;
            }
            else
            {
                rule.Check(y, cursor.Row.Position);
                groups?.Add();
                Add(builder, cursor, y);
                kept++;
            }
        }
        return new SkippedRows(kept, cursor.BadWeightCount, cursor.BadLabelCount + badLabels, cursor.BadFeaturesRowCount + badFeatures);
    }

    private static void Add(TrainingSetBuilder builder, FloatLabelCursor cursor, ReadOnlySpan<float> y)
    {
        VBuffer<float> features = cursor.Features;
        if (features.IsDense)
        {
            builder.Add(features.GetValues(), y, cursor.Weight);
        }
        else
        {
            builder.Add(features.GetIndices(), features.GetValues(), y, cursor.Weight);
        }
    }

    private static bool HasInfinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsInfinity(value))
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>What <see cref="RowReader"/> read; <paramref name="Groups"/> has one number per row, equal where the group is, or is null.</summary>
internal sealed record LoadedRows(TrainingSet Rows, IReadOnlyList<ulong>? Groups);
