using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>The label is the number to predict.</summary>
internal sealed class NumberTarget(Cost cost) : TargetReader
{
    private readonly SlotVariety _variety = new(1);
    private readonly CountLabels _counts = new(cost);
    private string? _column;

    public override int Width => 1;

    public override string? Warning => _variety.Of(SlotKind.Varies).Any() ? null
        : Invariant($"All rows have the same label, {_variety.ValueOf(0)}, in column '{_column}': there is nothing to learn, and the model will give this number to every row.");

    public override string? Note => _counts.Note(_column);

    public override void Attach(RoleMappedData data, FloatLabelCursor cursor) => _column = data.Schema.Label?.Name;

    public override bool TryRead(FloatLabelCursor cursor, Span<float> target)
    {
        target[0] = cursor.Label;
        return float.IsFinite(cursor.Label);
    }

    public override void Use(ReadOnlySpan<float> target)
    {
        _variety.Add(target);
        _counts.Add(target);
    }
}
