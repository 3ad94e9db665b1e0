using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tests.Model;

namespace MlpTrainer.Tests.Ecosystem;

public sealed class PipelineTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlp-pipeline-");

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string> Tasks => ["binary", "multiclass", "regression", "multi-output"];

    [Fact]
    public void APipelineStandsInAPipeline()
    {
        IDataView data = Example.View(_mlContext, 400);
        var inner = _mlContext.Transforms.NormalizeMinMax("Features").Append(_mlContext.Transforms.CopyColumns("Copy", "Features"));
        var learner = _mlContext.Transforms.Concatenate("Both", "Features", "Copy").Append(Small.Binary(_mlContext, options => options.FeatureColumnName = "Both"));
        var model = inner.Append(learner).Append(_mlContext.Transforms.CopyColumns("Answer", "Score")).Fit(data);
        IDataView scored = model.Transform(data);
        Assert.Equal(Column.Floats(scored), Column.Floats(scored, "Answer"));
        Assert.InRange(_mlContext.BinaryClassification.Evaluate(scored).AreaUnderRocCurve, 0.95, 1);

        string path = Save(model, data.Schema, "nested.zip");
        Assert.Equal(Column.Floats(scored), Column.Floats(new MLContext().Model.Load(path, out _).Transform(data)));
    }

    [Fact]
    public void TwoModelsStandInOnePipeline()
    {
        IDataView data = Example.View(_mlContext, 400);
        var model = Small.Regression(_mlContext)
            .Append(_mlContext.Transforms.CopyColumns("Radius", "Score"))
            .Append(_mlContext.Transforms.Concatenate("Known", "Features", "Radius"))
            .Append(Small.Binary(_mlContext, options => options.FeatureColumnName = "Known")).Fit(data);
        Assert.Equal(4, model.LastTransformer.Model.SubModel.NumberOfFeatures);
        Assert.InRange(_mlContext.BinaryClassification.Evaluate(model.Transform(data)).AreaUnderRocCurve, 0.98, 1);
    }

    /// <summary>The first save names the schema's columns, the second has passed through a file: our part is the same to the byte.</summary>
    [Theory, MemberData(nameof(Tasks))]
    public void SavedLoadedUsedAndSavedAgainIsTheSame(string task)
    {
        IDataView data = Example.View(_mlContext, 200);
        ITransformer model = _mlContext.Transforms.NormalizeMinMax("Features").Append(Trainer(task)).Fit(data);
        string first = Save(model, data.Schema, "first.zip");
        ITransformer loaded = new MLContext().Model.Load(first, out DataViewSchema schema);
        Assert.Equal(Scores(model.Transform(data)), Scores(loaded.Transform(data)));
        string second = Save(loaded, schema, "second.zip");
        Assert.Equal(ModelFileTests.Contents(first), ModelFileTests.Contents(second));
    }

    private IEstimator<ITransformer> Trainer(string task) => task switch
    {
        "binary" => Small.Binary(_mlContext),
        "multiclass" => Small.ClassPipeline(_mlContext),
        "regression" => Small.Regression(_mlContext),
        _ => Small.Regression(_mlContext, options => options.LabelColumnName = "Numbers"),
    };

    private static float[][] Scores(IDataView scored) =>
        scored.Schema["Score"].Type is VectorDataViewType ? Column.Vectors(scored) : [Column.Floats(scored)];

    private string Save(ITransformer model, DataViewSchema schema, string name)
    {
        string path = Path.Combine(_folder.FullName, name);
        _mlContext.Model.Save(model, schema, path);
        return path;
    }
}
