using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Onnx;

/// <summary>ML.NET itself runs our files: on 1,000 real rows with values missing it gives the model's scores.</summary>
public class ApplyOnnxModelTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void BinaryFilesScoreAsTheModelDoes() => Check(RealRows.Spam(missing: true), OnnxCase.Binary);

    [Fact]
    public void MulticlassFilesScoreAsTheModelDoes() => Check(RealRows.Letters(missing: true), OnnxCase.Multiclass);

    [Fact]
    public void RegressionFilesScoreAsTheModelDoes() => Check(RealRows.Diamonds(missing: true), OnnxCase.Regression);

    [Fact]
    public void FilesForTwoNumbersScoreAsTheModelDoes() => Check(RealRows.Pairs(), OnnxCase.MultiOutputRegression);

    private void Check<TRow>(TRow[] rows, Func<TRow[], Action<MlpOptions>, OnnxCase> train)
        where TRow : Row
    {
        OnnxCase trained = train(rows, _ => { });
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, trained.Job.Model);
            IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
            var pipeline = _mlContext.Transforms.ApplyOnnxModel([.. trained.Job.Outputs], ["Features"], path);
            IDataView scored = pipeline.Fit(data).Transform(data);
            Assert.Equal(RealRows.Count, rows.Length);
            foreach ((string name, float[] expected) in trained.Job.Outputs.Zip(trained.Expected))
            {
                Compare.Close(expected, Numbers(scored, scored.Schema[name]), name, trained.Unit);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>ONNX knows vectors only: a single number is one of size 1.</summary>
    private static double[] Numbers(IDataView scored, DataViewSchema.Column column) => ((VectorDataViewType)column.Type).ItemType switch
    {
        BooleanDataViewType => [.. scored.GetColumn<bool[]>(column).SelectMany(values => values.Select(value => value ? 1.0 : 0.0))],
        NumberDataViewType type when type == NumberDataViewType.UInt32 => [.. scored.GetColumn<uint[]>(column).SelectMany(values => values.Select(value => (double)value))],
        _ => [.. scored.GetColumn<float[]>(column).SelectMany(values => values.Select(value => (double)value))],
    };
}
