using System.Numerics.Tensors;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>Data view → training set: one pass, in the view's order, dense and sparse rows kept as they come.</summary>
/// <remarks>Rows that cannot be used are skipped and counted, as ML.NET's own trainers do: a label or weight that is missing, infinite or, for
/// weights, not greater than 0; infinite features unless they saturate; missing features (NaN) unless they are imputed. The cursor is told to judge nothing itself, so that each
/// row comes by here: the caller may cancel between any two.</remarks>
internal sealed class RowReader(IChannel channel, TrainingWarnings warnings, ChosenOptions options, TargetReader target, TargetRule rule)
{
    private const int RowsBetweenLifeSigns = 64;

    private readonly IHost _host = options.Host;

    /// <summary>The rows of a view, and the group of each if a group column is named.</summary>
    /// <param name="data">The view and its columns' roles.</param>
    /// <param name="purpose">"training" or "validation", for messages.</param>
    /// <param name="groupColumn">The group column, or null for none.</param>
    /// <exception cref="InvalidOperationException">No row can be used, or one is not what its column's type says.</exception>
    /// <exception cref="InsufficientMemoryException">The rows do not fit into memory.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled: there is no model yet that could be kept.</exception>
    public LoadedRows Read(RoleMappedData data, string purpose, string? groupColumn = null)
    {
        data.CheckFeatureFloatVector(out int features);
        data.CheckOptFloatWeight();
        var used = new UsedRows(features, target.Width);
        GroupReader? groups = GroupReader.For(_host, data, groupColumn);
        CursOpt wanted = CursOpt.Features | CursOpt.Weight | target.Cursor | CursOpt.AllowBadEverything;
        using var cursor = new FloatLabelCursor(data, wanted, null, [.. target.ExtraColumns(data), .. groups?.ExtraColumns ?? []]);
        target.Attach(data, cursor);
        groups?.Attach(cursor);
        var skipped = new SkippedRows(data.Schema, purpose, missingIsBad: !options.Trainer.ImputeMissing, infiniteIsBad: !options.Engine.Saturates);
        try
        {
            Copy(cursor, new VectorRule(_host, $"Column '{data.Schema.Feature!.Value.Name}'", features), used, groups, skipped);
        }
        catch (OutOfMemoryException shortage)
        {
            throw NoRoom(skipped.Kept, features, used.Bytes, shortage);
        }

        _host.Check(skipped.Kept > 0 && !used.Features.IsAllMissing, skipped.NoneLeft);
        if (skipped.Warning is { } warning)
        {
            warnings.Add(warning);
        }

        TrainingSet rows = used.Build();
        channel.Info(Invariant($"Read {rows.RowCount} rows of {features} features for {purpose} ({(rows.IsSparse ? "sparse" : "dense")}, {rows.Bytes} bytes)."));
        return new LoadedRows(rows, groups?.Ids, new FeatureRemarks(data.Schema.Feature!.Value, used.Features));
    }

    private static InsufficientMemoryException NoRoom(long rows, int features, long bytes, OutOfMemoryException cause) => new(Invariant(
        $"The rows of {features} features do not fit into memory: {rows} of them took {bytes} bytes. Use fewer rows or features, sparse vectors, or a machine or container with more memory."), cause);

    private void Copy(FloatLabelCursor cursor, VectorRule shape, UsedRows used, GroupReader? groups, SkippedRows skipped)
    {
        float[] y = new float[target.Width];
        while (Next(cursor))
        {
            shape.Check(cursor.Features, cursor.Row.Position);
            if (!target.TryRead(cursor, y))
            {
                skipped.Labels++;
            }
            else if (!(cursor.Weight > 0 && float.IsFinite(cursor.Weight)))
            {
                skipped.Weights++;
            }
            else if (!IsUsable(cursor.Features.GetValues()))
            {
                skipped.Features++;
            }
            else
            {
                rule.Check(y, cursor.Row.Position);
                target.Use(y);
                groups?.Add();
                used.Add(cursor.Features, y, cursor.Weight);
                skipped.Kept++;
            }
        }
    }

    /// <summary>The next row, unless whoever waits for the model has had enough.</summary>
    private bool Next(FloatLabelCursor cursor)
    {
        options.Trainer.CancellationToken.ThrowIfCancellationRequested();
        if (cursor.KeptRowCount % RowsBetweenLifeSigns == 0)
        {
            _host.CheckAlive();
        }

        return cursor.MoveNext();
    }

    private bool IsUsable(ReadOnlySpan<float> features) => TensorPrimitives.IsFiniteAll(features)
        || ((options.Trainer.ImputeMissing || !TensorPrimitives.IsNaNAny(features)) && (options.Engine.Saturates || !TensorPrimitives.IsInfinityAny(features)));
}

/// <summary>What <see cref="RowReader"/> read; <paramref name="Groups"/> has one number per row, equal where the group is, or is null.</summary>
internal sealed record LoadedRows(TrainingSet Rows, IReadOnlyList<ulong>? Groups, FeatureRemarks Remarks);
