using Microsoft.ML;
using MlpTrainer.Tests.Ecosystem;
using MlpTrainer.Tests.Scoring;

namespace MlpTrainer.Tests.Model;

/// <summary>The network in a transformer, found the same way whatever the task and whatever is around it.</summary>
public class MlpTransformersTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _rows;

    public MlpTransformersTests() => _rows = Example.View(_mlContext, 120);

    public static TheoryData<string> Tasks => ["binary", "multiclass", "regression", "several numbers"];

    /// <summary>As the trainer gives it, at the end of a pipeline, in the middle of one, in a pipeline of a pipeline, and each of them loaded from a file.</summary>
    [Theory, MemberData(nameof(Tasks))]
    public void TheNetworkIsFoundWhereverItStands(string task)
    {
        IEstimator<ITransformer> trainer = Trainer(task), before = _mlContext.Transforms.CopyColumns("Copy", "Features"), after = _mlContext.Transforms.CopyColumns("Answer", "Score");
        IEstimator<ITransformer>[] pipelines = [trainer, before.Append(trainer), before.Append(trainer).Append(after), before.Append(before.Append(trainer).Append(after)).Append(after)];
        IDataView rows = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(_rows).Transform(_rows);
        string expected = trainer.Fit(rows).Mlp().ToString()!;
        Assert.StartsWith(Class(task), expected, StringComparison.Ordinal);
        foreach (IEstimator<ITransformer> pipeline in pipelines)
        {
            ITransformer model = pipeline.Fit(rows);
            IMlpModel mlp = model.Mlp();
            Assert.Equal(expected, mlp.ToString());
            Assert.Equal((2, 3), (mlp.Training.History.Count, mlp.NumberOfFeatures));
            Assert.Equal(mlp.Network.Parameters.ToArray(), Loaded(model, rows.Schema).Mlp().Network.Parameters.ToArray());
        }
    }

    /// <summary>What the README shows, of the model parameters that the typed transformer has.</summary>
    [Fact]
    public void ItIsTheModelThatTheTypedTransformerHas()
    {
        var model = Small.Binary(_mlContext, Short).Fit(_rows);
        Assert.Same(model.Model.SubModel, model.Mlp());
        Assert.Same(model.Model.SubModel.Training, model.Mlp().Training);
        Assert.Equal(model.Model.SubModel.FeatureContributions([1, 2, 3]), model.Mlp().FeatureContributions([1, 2, 3]));
        Show(model);
    }

    [Fact]
    public void AFoldHasItToo()
    {
        var folds = _mlContext.Regression.CrossValidate(_rows, Small.Regression(_mlContext, Short), numberOfFolds: 2, labelColumnName: "Number");
        Assert.All(folds, fold => Assert.Equal(2, fold.Model.Mlp().Training.History.Count));
    }

    [Fact]
    public void ACalibratorBehindItDoesNotHideIt()
    {
        ITransformer model = Small.Binary(_mlContext, Short).Append(_mlContext.BinaryClassification.Calibrators.Platt()).Fit(_rows);
        Assert.Equal(2, model.Mlp().Training.History.Count);
        Assert.IsType<MlpBinaryModelParameters>(model.Mlp());
    }

    [Fact]
    public void OfSeveralItIsTheLast()
    {
        ITransformer model = Small.Binary(_mlContext, Short)
            .Append(Small.Regression(_mlContext, options => (options.MaximumNumberOfEpochs, options.EarlyStopping) = (3, null))).Fit(_rows);
        Assert.IsType<MlpRegressionModelParameters>(model.Mlp());
        Assert.Equal(3, model.Mlp().Training.History.Count);
    }

    [Fact]
    public void WhereThereIsNoneAnErrorSaysWhatThereIs()
    {
        ITransformer model = _mlContext.Transforms.CopyColumns("Copy", "Features").Append(_mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression()).Fit(_rows);
        string message = Assert.Throws<ArgumentException>(() => model.Mlp()).Message;
        Assert.StartsWith("transformer must have a multilayer perceptron in it, but was ColumnCopyingTransformer → BinaryPredictionTransformer`1.", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => ((ITransformer)null!).Mlp());
    }

    /// <summary>ML.NET's own transformers, of a loaded model or with another threshold, score row by row until they are told to.</summary>
    [Theory, MemberData(nameof(Tasks))]
    public void ALoadedModelScoresInBlocksWhenItIsTold(string task)
    {
        IDataView rows = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(_rows).Transform(_rows);
        ITransformer pipeline = _mlContext.Transforms.CopyColumns("Copy", "Features").Append(Trainer(task)).Fit(rows), loaded = Loaded(pipeline, rows.Schema);
        Assert.InRange(RowsReadForOneScore(pipeline, rows), 2, 64);
        Assert.Equal(1, RowsReadForOneScore(loaded, rows));
        Assert.Same(loaded, loaded.ScoreInBlocks());
        Assert.InRange(RowsReadForOneScore(loaded, rows), 2, 64);
        Assert.Same(loaded, loaded.ScoreInBlocks());
        Assert.InRange(RowsReadForOneScore(loaded, rows), 2, 64);
    }

    [Fact]
    public void AChangedThresholdKeepsItsMeaningInBlocks()
    {
        var model = Small.Binary(_mlContext, Short).Fit(_rows);
        float[] scores = Column.Floats(model.Transform(_rows));
        var changed = _mlContext.BinaryClassification.ChangeModelThreshold(model, scores.Order().ElementAt(100)).ScoreInBlocks();
        Assert.Equal(19, Column.Of<bool>(changed.Transform(_rows), "PredictedLabel").Count(value => value));
        Assert.Equal(scores, Column.Floats(changed.Transform(_rows)));
    }

    [Fact]
    public void WhatIsNotOursStaysAsItIs()
    {
        ITransformer other = _mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(_rows);
        float[] scores = Column.Floats(other.Transform(_rows));
        Assert.Equal(scores, Column.Floats(other.ScoreInBlocks().Transform(_rows)));
        Assert.Throws<ArgumentNullException>(() => ((ITransformer)null!).ScoreInBlocks());
    }

    /// <summary>How far a single-threaded cursor over the input has come when the first row's score is known.</summary>
    private static int RowsReadForOneScore(ITransformer model, IDataView rows)
    {
        var watched = new WatchedView(rows);
        IDataView view = model.Transform(watched);
        using DataViewRowCursor cursor = view.GetRowCursorSet([view.Schema["Score"]], 1)[0];
        Func<string> text = RowText.Of(cursor, view.Schema["Score"]);
        Assert.True(cursor.MoveNext());
        Assert.NotEmpty(text());
        return watched.Moves;
    }

    private static void Show(ITransformer model)
    {
        // <README.md>
        var mlp = model.Mlp();
        Console.WriteLine($"{mlp.Training.StopReason} after {mlp.Training.History.Count} epochs; the weights are those of epoch {mlp.Training.BestEpoch}");
        Console.WriteLine(string.Join('\n', mlp.Training.History));
        // </README.md>
    }

    private static void Short(MlpOptions options) => (options.HiddenLayers, options.MaximumNumberOfEpochs) = ([4], 2);

    private IEstimator<ITransformer> Trainer(string task) => task switch
    {
        "binary" => Small.Binary(_mlContext, Short),
        "multiclass" => Small.Multiclass(_mlContext, Short),
        "regression" => Small.Regression(_mlContext, Short),
        _ => Small.Regression(_mlContext, options =>
        {
            Short(options);
            options.LabelColumnName = "Numbers";
        }),
    };

    private static string Class(string task) => task switch
    {
        "binary" => nameof(MlpBinaryModelParameters),
        "multiclass" => nameof(MlpMulticlassModelParameters),
        _ => nameof(MlpRegressionModelParameters),
    };

    private ITransformer Loaded(ITransformer model, DataViewSchema schema)
    {
        using var file = new MemoryStream();
        _mlContext.Model.Save(model, schema, file);
        file.Position = 0;
        return _mlContext.Model.Load(file, out _);
    }
}
