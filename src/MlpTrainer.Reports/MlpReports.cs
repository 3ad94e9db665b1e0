using System.Text;
using MlpTrainer.Engine.Files;
using MlpTrainer.Inspection;
using MlpTrainer.Reports;
using MlpTrainer.Reports.Measures;

namespace Microsoft.ML;

/// <summary>A model as one HTML page: <c>model.SaveReport("report.html")</c>.</summary>
/// <remarks>
/// The page needs neither scripts nor a network, follows the reader's light or dark scheme, and can be read on a phone and aloud. What its figures mean stands in docs/report.md.
/// The same model and rows give the same bytes. It is written whole or not at all: if that fails, a report that stood there stays as it is.
/// </remarks>
public static class MlpReports
{
    /// <summary>Writes what is known without test rows: learning curves of all members, shares, weights, importance by the weights, warnings, the model card.</summary>
    /// <param name="model">A trainer's transformer, a pipeline, or a loaded model, with a multilayer perceptron in it.</param>
    /// <param name="path">The file. One that exists is replaced when the new one is complete.</param>
    /// <exception cref="ArgumentException">There is no multilayer perceptron in the transformer.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or the path is a folder.</exception>
    public static void SaveReport(this ITransformer model, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var found = FoundModel.Of(model);
        Save(new ReportData(found, found.Columns(), null, ""), path);
    }

    /// <summary>Writes the same and how the model does on test rows: metrics; confusion, ROC, precision and recall, calibration of classes, or residuals of numbers; permutation importance.</summary>
    /// <remarks>
    /// The rows are read once. Counts and accuracy are of all rows; curves and the other metrics are of an even sample of 200,000 rows at most (4,000,000 scores), importance
    /// of one of 1,000, and clouds show 1,000 dots: the page says so where it holds. Rows without a label or with scores that are not finite are left out and counted.
    /// </remarks>
    /// <param name="mlContext">The context that the model is used in.</param>
    /// <param name="model">A trainer's transformer, a pipeline, or a loaded model, with a multilayer perceptron in it.</param>
    /// <param name="testData">Rows that the model was not trained on, as it takes them, with their labels.</param>
    /// <param name="path">The file. One that exists is replaced when the new one is complete.</param>
    /// <param name="labelColumnName">The column with the true values: in <paramref name="testData"/>, or made by the pipeline. Of the type that the trainer took.</param>
    /// <exception cref="ArgumentException">There is no multilayer perceptron in the transformer, or a column is missing or of another type than in training.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or the path is a folder.</exception>
    public static void SaveReport(this MLContext mlContext, ITransformer model, IDataView testData, string path, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(testData);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        var found = FoundModel.Of(model);
        TestRows rows = TestRows.Read(model.Transform(testData), found, labelColumnName);
        Save(new ReportData(found, found.Columns(), rows, labelColumnName), path);
    }

    private static void Save(ReportData data, string path)
    {
        byte[] page = Encoding.UTF8.GetBytes(Report.Of(data));
        WholeFile.Write(path, stream => stream.Write(page));
    }
}
