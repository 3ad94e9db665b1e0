using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>Learns from labels and scores how to turn scores into probabilities.</summary>
public abstract class CalibratorEstimatorBase<TICalibrator> : IEstimator<CalibratorTransformer<TICalibrator>>
    where TICalibrator : class, ICalibrator
{
    protected readonly IHostEnvironment Host;
    protected readonly SchemaShape.Column ScoreColumn;
    protected readonly SchemaShape.Column LabelColumn;
    protected readonly SchemaShape.Column WeightColumn;

    internal CalibratorEstimatorBase(IHostEnvironment env, string labelColumn, string scoreColumn, string weightColumn)
    {
        Host = env;
        ScoreColumn = TrainerUtils.MakeR4ScalarColumn(scoreColumn);
        LabelColumn = labelColumn == null ? default : TrainerUtils.MakeBoolScalarLabel(labelColumn);
        WeightColumn = TrainerUtils.MakeR4ScalarWeightColumn(weightColumn);
    }

    public CalibratorTransformer<TICalibrator> Fit(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        CheckInputSchema(SchemaShape.Create(input.Schema));
        var rows = LabelColumn.IsValid ? ReadScores(input) : [];
        return Create(Host, Train(rows), ScoreColumn.Name);
    }

    SchemaShape IEstimator<CalibratorTransformer<TICalibrator>>.GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        CheckInputSchema(inputSchema);
        var annotations = new SchemaShape(AnnotationUtils.GetTrainerOutputAnnotation(isNormalized: true));
        return ShapeOf.Added(inputSchema, new SchemaShape.Column(
            DefaultColumnNames.Probability, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false, annotations));
    }

    protected abstract CalibratorTransformer<TICalibrator> Create(IHostEnvironment env, TICalibrator calibrator, string scoreColumnName);

    internal abstract TICalibrator Train(List<ScoredExample> examples);

    private void CheckInputSchema(SchemaShape inputSchema)
    {
        foreach (var (role, wanted) in new[] { ("score", ScoreColumn), ("label", LabelColumn), ("weight", WeightColumn) })
        {
            if (!wanted.IsValid)
                continue;
            if (!inputSchema.TryFindColumn(wanted.Name, out var found))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, wanted.Name);
            if (!wanted.IsCompatibleWith(found))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, wanted.Name, wanted.GetTypeString(), found.GetTypeString());
        }
    }

    /// <summary>The examples with a score that is a number.</summary>
    private List<ScoredExample> ReadScores(IDataView input)
    {
        var (score, label) = (input.Schema[ScoreColumn.Name], input.Schema[LabelColumn.Name]);
        var weight = WeightColumn.IsValid ? input.Schema[WeightColumn.Name] : score;
        using var cursor = input.GetRowCursor([score, label, weight]);
        var (getScore, getLabel, getWeight) = (cursor.GetGetter<float>(score), cursor.GetGetter<bool>(label), cursor.GetGetter<float>(weight));
        var examples = new List<ScoredExample>();
        while (cursor.MoveNext())
        {
            float s = 0, w = 1;
            var positive = false;
            getScore(ref s);
            getLabel(ref positive);
            if (WeightColumn.IsValid)
                getWeight(ref w);
            if (!float.IsNaN(s))
                examples.Add(new(s, positive, w));
        }

        return examples;
    }
}

/// <summary>A row of a calibrator's training data.</summary>
internal readonly struct ScoredExample
{
    internal readonly double Score;
    internal readonly bool Label;
    internal readonly double Weight;

    internal ScoredExample(double score, bool label, double weight)
    {
        Score = score;
        Label = label;
        Weight = weight;
    }
}
