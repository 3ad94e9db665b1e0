using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MlpTrainer.Fitting;

/// <summary>A vector label: several numbers to predict at once. A row where any of them is missing or infinite is not usable.</summary>
internal sealed class VectorTarget(IExceptionContext host, int width) : TargetReader
{
    private VectorRule? _rule;
    private ValueGetter<VBuffer<float>>? _getter;
    private VBuffer<float> _buffer;

    public override int Width => width;

    public override CursOpt Cursor => 0;

    public override int[] ExtraColumns(RoleMappedData data) => [data.Schema.Label!.Value.Index];

    public override void Attach(RoleMappedData data, FloatLabelCursor cursor)
    {
        DataViewSchema.Column label = data.Schema.Label!.Value;
        host.Check((label.Type as VectorDataViewType)?.Size == width,
            Invariant($"Column '{label.Name}' must be a vector of {width} floats as in the training rows, but was {label.Type}."));
        _rule = new VectorRule(host, $"Column '{label.Name}'", width);
        _getter = cursor.Row.GetGetter<VBuffer<float>>(label);
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
}
