using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>The label is a class 0…k−1 (false and true, for two), which becomes its index, or k values that are 1 in its place and 0 elsewhere.</summary>
/// <param name="host">Whom errors are reported to.</param>
/// <param name="classes">k, counting classes without rows.</param>
/// <param name="oneHot">For costs that compare every output with a target of its own.</param>
/// <param name="training">The key label of the training rows, with which other rows' is compared; null where labels are no keys.</param>
internal sealed class ClassTarget(IExceptionContext host, int classes, bool oneHot, DataViewSchema.Column? training = null) : TargetReader
{
    private readonly bool[] _seen = new bool[classes];

    public override int Width => oneHot ? classes : 1;

    public override bool IsClass => true;

    public override IReadOnlyList<string> Classes { get; } = training is { } keys ? ClassNames.Of(keys) ?? [] : [];

    public override string? Warning => _seen.Count(hasRows => hasRows) == 1
        ? "All rows have the same label, so there is nothing to tell apart: the model will give this label to every row."
        : null;

    public override void Attach(RoleMappedData data, FloatLabelCursor cursor)
    {
        if (data.Schema.Label is not { Type: KeyDataViewType key } label)
        {
            return;
        }

        CheckNames(label);
        host.Check(key.Count == (ulong)classes, Invariant($"Column '{label.Name}' must have {classes} classes as in the training rows, but had {key.Count}."));
    }

    private void CheckNames(DataViewSchema.Column label)
    {
        if (training is { } own && !ReferenceEquals(own.Annotations, label.Annotations) && ClassNames.Of(own) is { } names && ClassNames.Of(label) is { } given)
        {
            string? difference = ClassNames.Difference(names, given);
            host.Check(difference is null, $"The classes of column '{label.Name}' must be those of the training rows in the same order, {difference}. "
                + "Fit MapValueToKey on the training rows, and let it map both.");
        }
    }

    public override bool TryRead(FloatLabelCursor cursor, Span<float> target)
    {
        if (!float.IsFinite(cursor.Label))
        {
            return false;
        }

        int label = (int)cursor.Label;
        target.Clear();
        target[oneHot ? label : 0] = oneHot ? 1f : label;
        return true;
    }

    public override void Use(ReadOnlySpan<float> target) => _seen[ClassWeights.ClassOf(target, classes)] = true;
}
