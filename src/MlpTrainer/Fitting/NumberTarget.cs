using Microsoft.ML.Trainers;

namespace MlpTrainer.Fitting;

/// <summary>The label is the number to predict.</summary>
internal sealed class NumberTarget : TargetReader
{
    public override int Width => 1;

    public override bool TryRead(FloatLabelCursor cursor, Span<float> target)
    {
        target[0] = cursor.Label;
        return float.IsFinite(cursor.Label);
    }
}
