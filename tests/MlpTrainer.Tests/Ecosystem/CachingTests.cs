using Microsoft.ML;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>The rows and the seed make the model, not how the rows are kept.</summary>
public class CachingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void CachedAndUncachedDataGiveTheSameModel()
    {
        IDataView data = Example.View(_mlContext, 300);
        float[] expected = Parameters(Small.Binary(_mlContext).Fit(data).Model.SubModel);
        Assert.Equal(expected, Parameters(Small.Binary(_mlContext).Fit(_mlContext.Data.Cache(data)).Model.SubModel));
    }

    [Fact]
    public void SoDoesACacheInThePipeline()
    {
        IDataView data = Example.View(_mlContext, 300);
        float[] expected = Parameters(Small.ClassPipeline(_mlContext).Fit(data).LastTransformer.Model);
        var cached = _mlContext.Transforms.Conversion.MapValueToKey("Class").AppendCacheCheckpoint(_mlContext).Append(Small.Multiclass(_mlContext)).Fit(data);
        Assert.Equal(expected, Parameters(cached.LastTransformer.Model));
    }

    [Fact]
    public void AndRowsReadFromAFile()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlp-rows-");
        try
        {
            string path = Path.Combine(folder.FullName, "rows.csv");
            List<Example> rows = Example.Rows(300);
            File.WriteAllLines(path, rows.Select(row => FormattableString.Invariant($"{row.Number:R},{string.Join(',', row.Features.Select(x => FormattableString.Invariant($"{x:R}")))}")));
            IDataView file = _mlContext.Data.LoadFromTextFile(path,
            [
                new("Number", Microsoft.ML.Data.DataKind.Single, 0),
                new("Features", Microsoft.ML.Data.DataKind.Single, 1, 3),
            ], separatorChar: ',');
            float[] expected = Parameters(Small.Regression(_mlContext).Fit(file).Model);
            Assert.Equal(expected, Parameters(Small.Regression(_mlContext).Fit(_mlContext.Data.Cache(file)).Model));
            Assert.Equal(expected, Parameters(Small.Regression(_mlContext).Fit(_mlContext.Data.LoadFromEnumerable(rows)).Model));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static float[] Parameters<T>(MlpModelParameters<T> model) => model.Network.Parameters.ToArray();
}
