using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

public class ScoringTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void TheThresholdOfPredictedLabelsIsChosen()
    {
        IDataView data = Example.View(_mlContext, 300);
        var model = Small.Binary(_mlContext).Fit(data);
        foreach (float threshold in (float[])[-1.5f, 0, 2])
        {
            IDataView scored = _mlContext.BinaryClassification.ChangeModelThreshold(model, threshold).Transform(data);
            Assert.Equal(Column.Floats(scored).Select(score => score > threshold), Column.Of<bool>(scored, "PredictedLabel"));
        }
    }

    [Fact]
    public void APredictionEngineAnswersAsATransformedView()
    {
        List<Example> rows = Example.Rows(200);
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        var model = Small.Binary(_mlContext).Fit(data);
        var engine = _mlContext.Model.CreatePredictionEngine<Unlabelled, Answer>(model);
        float[] scores = Column.Floats(model.Transform(data));
        for (int i = 0; i < rows.Count; i++)
        {
            Answer answer = engine.Predict(new Unlabelled { Features = rows[i].Features });
            Assert.Equal(scores[i], answer.Score);
            Assert.Equal(1 / (1 + Math.Exp(-answer.Score)), answer.Probability, 1e-6);
            Assert.Equal(answer.Score > 0, answer.PredictedLabel);
        }
    }

    [Fact]
    public void APredictionEngineGivesVectors()
    {
        List<Example> rows = Example.Rows(200);
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        foreach (ITransformer model in (ITransformer[])
        [
            Small.ClassPipeline(_mlContext).Fit(data),
            Small.Regression(_mlContext, options => options.LabelColumnName = "Numbers").Fit(data),
        ])
        {
            var engine = _mlContext.Model.CreatePredictionEngine<Example, VectorAnswer>(model);
            float[][] scores = Column.Vectors(model.Transform(data));
            for (int i = 0; i < rows.Count; i++)
            {
                Assert.Equal(scores[i], engine.Predict(rows[i]).Score);
            }
        }
    }

    [Fact]
    public void ManyThreadsScoreWithOneModel()
    {
        IDataView data = Example.View(_mlContext, 500);
        ITransformer[] models = [Small.Binary(_mlContext).Fit(data), Small.Regression(_mlContext).Fit(data)];
        foreach (ITransformer model in models)
        {
            float[] expected = Column.Floats(model.Transform(data));
            Parallel.For(0, 16, _ => Assert.Equal(expected, Column.Floats(model.Transform(data))));
        }
        ITransformer vectors = Small.ClassPipeline(_mlContext).Fit(data);
        float[][] each = Column.Vectors(vectors.Transform(data));
        Parallel.For(0, 16, _ => Assert.Equal(each, Column.Vectors(vectors.Transform(data))));
    }

    [Fact]
    public void ScoringGoesOnInACancelledContext()
    {
        IDataView data = Example.View(_mlContext, 50);
        var model = Small.Binary(_mlContext).Fit(data);
        float[] before = Column.Floats(model.Transform(data));
        typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(_mlContext, null);
        Assert.Equal(before, Column.Floats(model.Transform(data)));
        Assert.Throws<OperationCanceledException>(() => Small.Binary(_mlContext).Fit(data));
    }

    private sealed class Unlabelled
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }
}
