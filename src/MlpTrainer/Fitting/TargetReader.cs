using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MlpTrainer.Fitting;

/// <summary>How a task turns a row's label into the network's target y.</summary>
internal abstract class TargetReader
{
    /// <summary>Values per row.</summary>
    public abstract int Width { get; }

    /// <summary>What the cursor has to read itself.</summary>
    public virtual CursOpt Cursor => CursOpt.Label;

    /// <summary>Columns of a view, beside label, features and weight, that <see cref="Attach"/> needs, by index.</summary>
    public virtual int[] ExtraColumns(RoleMappedData data) => [];

    /// <summary>Called before the first row of a view; throws if its labels are not those of the training rows.</summary>
    public virtual void Attach(RoleMappedData data, FloatLabelCursor cursor)
    {
    }

    /// <summary>Fills the target of the cursor's row; false if the label is missing or infinite.</summary>
    public abstract bool TryRead(FloatLabelCursor cursor, Span<float> target);

    /// <summary>Takes note of the target of a row that is used.</summary>
    public virtual void Use(ReadOnlySpan<float> target)
    {
    }

    /// <summary>What the keys of the training rows' label stand for, in the order of the keys; empty where that is not known.</summary>
    public virtual IReadOnlyList<string> Classes => [];

    /// <summary>Whether targets are classes, each of which a split should share out evenly.</summary>
    public virtual bool IsClass => false;

    /// <summary>Something odd about all the labels used so far; null if nothing is.</summary>
    public virtual string? Warning => null;

    /// <summary>Something worth knowing of all the labels used so far, though nothing is odd about it; null if nothing is.</summary>
    public virtual string? Note => null;
}
