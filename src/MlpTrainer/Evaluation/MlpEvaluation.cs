using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MlpTrainer;
using MlpTrainer.Evaluation;

namespace Microsoft.ML;

/// <summary>Evaluation that ML.NET has no public counterpart of.</summary>
public static class MlpEvaluation
{
    /// <summary>How far the scores of a model that predicts several numbers are from the labels.</summary>
    /// <remarks>Rows where a label is missing are left out, as ML.NET's <c>Evaluate</c> does. A score that is not finite makes its output's metrics NaN.</remarks>
    /// <param name="catalog">The regression catalog.</param>
    /// <param name="data">Scored rows.</param>
    /// <param name="labelColumnName">A float vector of known size.</param>
    /// <param name="scoreColumnName">A float vector of the same size.</param>
    /// <exception cref="ArgumentException">A column is missing, is no float vector, or differs in size from the other.</exception>
    /// <exception cref="InvalidOperationException">No row has a label.</exception>
    public static MultiOutputRegressionMetrics EvaluateMultiOutput(
        this RegressionCatalog catalog, IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        IHostEnvironment host = CatalogUtils.GetEnvironment(catalog);
        (DataViewSchema.Column label, int width) = VectorColumn(host, data, labelColumnName, nameof(labelColumnName));
        (DataViewSchema.Column score, int given) = VectorColumn(host, data, scoreColumnName, nameof(scoreColumnName));
        host.CheckParam(given == width, nameof(scoreColumnName),
            Invariant($"Column '{scoreColumnName}' must be a vector of {width} floats as '{labelColumnName}' is, but was {score.Type}."));
        return new MultiOutputErrors(width).Of(host, data, label, score);
    }

    private static (DataViewSchema.Column Column, int Width) VectorColumn(IHostEnvironment host, IDataView data, string name, string parameter)
    {
        if (data.Schema.GetColumnOrNull(name) is not { } column)
        {
            throw host.ExceptParam(parameter, $"Could not find column '{name}'.");
        }

        return column.Type is VectorDataViewType { Size: > 0 } vector && vector.ItemType == NumberDataViewType.Single
            ? (column, vector.Size)
            : throw host.ExceptParam(parameter, $"Column '{name}' must be a float vector of known size, but was {column.Type}.");
    }
}
