using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Fitting;
using MlpTrainer.Inspection;

namespace MlpTrainer.Reports.Measures;

/// <summary>The columns of scored rows that a report reads, checked.</summary>
internal sealed class TestColumns
{
    private const int LongestName = 80;

    private readonly DataViewSchema.Column _label, _score, _features;
    private readonly DataViewSchema.Column? _probability, _predicted;

    public TestColumns(DataViewSchema schema, FoundModel found, string label)
    {
        _label = Column(schema, label, "Name the column with the true values, or make it in the pipeline");
        _score = Column(schema, "Score", "Give the model whole, with its trainer's transformer");
        _features = Column(schema, found.FeatureColumnName, "Do not drop it in the pipeline");
        IsBinary = found.Model is MlpBinaryModelParameters;
        IsMulticlass = found.Model is MlpMulticlassModelParameters;
        int outputs = found.Model.Network.Shape.Outputs;
        string? wanted = Unmet(outputs);
        if (wanted is not null)
        {
            throw new ArgumentException($"Column '{label}' must be {wanted}, as in training, but was {_label.Type}.", nameof(label));
        }

        Classes = IsBinary ? [$"not {label}", label] : IsMulticlass ? [.. NamesOf(found.Model, outputs).Select(Short)] : [];
        _probability = IsBinary ? schema.GetColumnOrNull("Probability") : null;
        _predicted = IsBinary ? schema.GetColumnOrNull("PredictedLabel") : null;
        IsVector = _label.Type is VectorDataViewType;
    }

    public bool IsBinary { get; }

    public bool IsMulticlass { get; }

    /// <summary>Whether label and score are vectors of numbers.</summary>
    public bool IsVector { get; }

    /// <summary>The classes' names; empty for numbers.</summary>
    public IReadOnlyList<string> Classes { get; }

    public DataViewSchema.Column[] All => [_label, _score, _features, .. new[] { _probability, _predicted }.OfType<DataViewSchema.Column>()];

    public TestReader Reader(DataViewRowCursor cursor) => new(this, cursor, (_label, _score, _features), (_probability, _predicted));

    private string[] NamesOf(IMlpModel model, int outputs) =>
        ClassNames.Of(_label) is { } names && names.Length == outputs ? names
        : model.Training.Classes.Count == outputs ? [.. model.Training.Classes]
        : [.. Enumerable.Range(1, outputs).Select(k => Invariant($"class {k}"))];

    /// <summary>A name stands in many places of a page.</summary>
    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    /// <summary>What the label must be and is not; null if it is.</summary>
    private string? Unmet(int outputs)
    {
        if (IsBinary)
        {
            return _label.Type == BooleanDataViewType.Instance ? null : "Boolean";
        }

        if (IsMulticlass)
        {
            return _label.Type is KeyDataViewType key && key.RawType == typeof(uint) && key.Count == (ulong)outputs ? null : Invariant($"a key of {outputs} classes");
        }

        bool isVector = _label.Type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single && vector.Size == outputs;
        return isVector || (outputs == 1 && _label.Type == NumberDataViewType.Single) ? null : outputs == 1 ? "Single" : Invariant($"a vector of {outputs} floats");
    }

    private static DataViewSchema.Column Column(DataViewSchema schema, string name, string remedy) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentException($"The scored test rows must have the column '{name}', but have none of that name. {remedy}.", nameof(name));
}
