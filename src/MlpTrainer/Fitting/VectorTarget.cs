using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>A vector label: several numbers to predict at once. A row where any of them is missing or infinite is not usable.</summary>
internal sealed class VectorTarget(IExceptionContext host, int width, Cost cost) : TargetReader
{
    private readonly SlotVariety _variety = new(width);
    private readonly CountLabels _counts = new(cost);
    private VectorRule? _rule;
    private ValueGetter<VBuffer<float>>? _getter;
    private VBuffer<float> _buffer;
    private DataViewSchema.Column _label;

    public override int Width => width;

    public override CursOpt Cursor => 0;

    public override string? Warning
    {
        get
        {
            int[] same = [.. Enumerable.Range(0, width).Except(_variety.Of(SlotKind.Varies))];
            return same.Length == 0 ? null
                : $"All rows have the same label in {new SlotNames(_label).List(same, slot => Invariant($" ({_variety.ValueOf(slot)})"))} of column '{_label.Name}': "
                    + "there is nothing to learn there, and the model will give this number to every row.";
        }
    }

    public override string? Note => _counts.Note(_label.Name);

    public override int[] ExtraColumns(RoleMappedData data) => [data.Schema.Label!.Value.Index];

    public override void Attach(RoleMappedData data, FloatLabelCursor cursor)
    {
        _label = data.Schema.Label!.Value;
        host.Check((_label.Type as VectorDataViewType)?.Size == width,
            Invariant($"Column '{_label.Name}' must be a vector of {width} floats as in the training rows, but was {_label.Type}."));
        _rule = new VectorRule(host, $"Column '{_label.Name}'", width);
        _getter = cursor.Row.GetGetter<VBuffer<float>>(_label);
    }

    public override bool TryRead(FloatLabelCursor cursor, Span<float> target)
    {
        _getter!(ref _buffer);
        _rule!.Check(_buffer, cursor.Row.Position);
        _buffer.CopyTo(target);
        foreach (float value in target)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }
        return true;
    }

    public override void Use(ReadOnlySpan<float> target)
    {
        _variety.Add(target);
        _counts.Add(target);
    }
}
