using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;

namespace MlpTrainer.Inspection;

/// <summary>Explains the scores of rows, one after the other. For one thread.</summary>
internal sealed class RowExplainer
{
    private readonly IMlpModel _model;
    private readonly IReadOnlyList<FeatureColumn> _columns;
    private readonly ScoreFunction _score;
    private readonly IntegratedGradients _gradients;
    private readonly float[] _row, _contributions, _base;

    public RowExplainer(IMlpModel model, IReadOnlyList<FeatureColumn> columns)
    {
        (_model, _columns) = (model, columns);
        bool isLogit = model is MlpBinaryModelParameters;
        (_score, _gradients) = (new ScoreFunction(model.Network, isLogit), new IntegratedGradients(model.Network, isLogit));
        (_row, _contributions) = (new float[model.NumberOfFeatures], new float[model.NumberOfFeatures]);
        _base = _score.Values(model.Baseline.Span).ToArray();
    }

    /// <summary>One output's score of a row; null for the largest of several classes, else the first.</summary>
    public MlpExplanation Explain(in VBuffer<float> features, int? output)
    {
        features.CopyTo(_row);
        float[] scores = _score.Values(_row).ToArray();
        int explained = output ?? (_model is MlpMulticlassModelParameters ? Array.IndexOf(scores, scores.Max()) : 0);
        explained = Math.Max(0, explained);
        _gradients.Explain(_row, explained, _contributions);
        FeatureValue[] values = [.. _columns.Select(column => new FeatureValue(column.Name, column.Sum(_contributions)))];
        return new MlpExplanation(NameOf(explained), explained, (scores[explained], _base[explained]), values);
    }

    /// <summary>The rows of a view that has the features in a column.</summary>
    public IEnumerable<MlpExplanation> Explain(IDataView data, string featureColumn, int? output)
    {
        DataViewSchema.Column column = data.Schema.GetColumnOrNull(featureColumn) ?? throw new ArgumentException(
            $"The transformed rows must have the column '{featureColumn}', which the model reads, but have none of that name. Explain before it is dropped.", nameof(data));
        if (column.Type is not VectorDataViewType vector || vector.Size != _row.Length || vector.ItemType != NumberDataViewType.Single)
        {
            throw new ArgumentException(
                Invariant($"Column '{featureColumn}' must be a vector of {_row.Length} floats as in training, but was {column.Type}."), nameof(data));
        }

        return Each();

        IEnumerable<MlpExplanation> Each()
        {
            var rule = new VectorRule(new RowErrors(), $"Column '{featureColumn}'", _row.Length);
            using DataViewRowCursor cursor = data.GetRowCursor([column]);
            ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
            VBuffer<float> features = default;
            while (cursor.MoveNext())
            {
                getter(ref features);
                rule.CheckNext(features);
                yield return Explain(features, output);
            }
        }
    }

    private string NameOf(int output) => _model switch
    {
        MlpMulticlassModelParameters => output < _model.Training.Classes.Count ? $"Score of '{_model.Training.Classes[output]}'" : Invariant($"Score of class {output + 1}"),
        _ => _score.Outputs == 1 ? "Score" : Invariant($"Score[{output}]"),
    };

    /// <summary>Errors without a host's name.</summary>
    private sealed class RowErrors : IExceptionContext
    {
        public string ContextDescription => "Explain";

        public TException Process<TException>(TException ex)
            where TException : Exception => ex;
    }
}
