using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MlpTrainer.Tests.Onnx;

namespace MlpTrainer.AutoML;

/// <summary>AutoML itself, searching over our trainers.</summary>
public class AutoMLExperimentTests
{
    private const int Trials = 10;

    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void BinaryTrialsVaryEveryOption()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(RealRows.Spam(missing: false));
        (TrialResult best, List<MlpBinarySearchOptions> tried) = Search<MlpBinarySearchOptions>(
            data, MlpBinarySearchOptions.CreateTrainer, experiment => experiment.SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, "Label"));
        CheckVaried(tried);
        Assert.InRange(best.Metric, 0.9, 1.0);
    }

    [Fact]
    public void MulticlassTrialsVaryEveryOption()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(RealRows.Letters(missing: false));
        (TrialResult best, List<MlpMulticlassSearchOptions> tried) = Search<MlpMulticlassSearchOptions>(
            data, MlpMulticlassSearchOptions.CreateTrainer, experiment => experiment.SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label"));
        CheckVaried(tried);
        Assert.InRange(best.Metric, 0.3, 1.0); // 26 classes and few epochs
    }

    [Fact]
    public void RegressionTrialsVaryEveryOption()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(RealRows.Diamonds(missing: false));
        (TrialResult best, List<MlpRegressionSearchOptions> tried) = Search<MlpRegressionSearchOptions>(
            data, MlpRegressionSearchOptions.CreateTrainer, experiment => experiment.SetRegressionMetric(RegressionMetric.RSquared, "Label"));
        CheckVaried(tried);
        Assert.InRange(best.Metric, 0.8, 1.0);
    }

    /// <summary>What docs/automl.md shows.</summary>
    [Fact]
    public void TheDocumentedSearchFindsAGoodModel()
    {
        var mlContext = new MLContext(seed: 1);
        IDataView mails = mlContext.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "Data", "spam.csv"),
            [new("Words", DataKind.Single, 0, 56), new("IsSpam", DataKind.Boolean, 57)], separatorChar: ',', hasHeader: true);
        var split = mlContext.Data.TrainTestSplit(mails, testFraction: 0.2);
        string[] columns = ["Words"];

        // <automl.md>
        var space = new SearchSpace<MlpBinarySearchOptions>(new() { LabelColumnName = "IsSpam" });
        var mlp = mlContext.Auto().CreateSweepableEstimator(MlpBinarySearchOptions.CreateTrainer, space);

        var result = mlContext.Auto().CreateExperiment()
            .SetPipeline(mlContext.Transforms.Concatenate("Features", columns).Append(mlp))
            .SetDataset(split.TrainSet, split.TestSet)
            .SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, "IsSpam")
            .SetMaxModelToExplore(20)
            .Run();
        // </automl.md>
        Assert.InRange(result.Metric, 0.95, 1.0);
    }

    [Fact]
    public void EveryTaskHasAFactory()
    {
        AutoCatalog auto = _mlContext.Auto();
        SweepableEstimator[] estimators =
        [
            auto.CreateSweepableEstimator(MlpBinarySearchOptions.CreateTrainer, new SearchSpace<MlpBinarySearchOptions>(new())),
            auto.CreateSweepableEstimator(MlpMulticlassSearchOptions.CreateTrainer, new SearchSpace<MlpMulticlassSearchOptions>(new())),
            auto.CreateSweepableEstimator(MlpRegressionSearchOptions.CreateTrainer, new SearchSpace<MlpRegressionSearchOptions>(new())),
        ];
        Assert.All(estimators, estimator => Assert.Equal(8, estimator.SearchSpace.Count));
    }

    private (TrialResult Best, List<TOptions> Tried) Search<TOptions>(
        IDataView data, Func<MLContext, TOptions, IEstimator<ITransformer>> factory, Func<AutoMLExperiment, AutoMLExperiment> measure)
        where TOptions : MlpSearchOptions, new()
    {
        var space = new SearchSpace<TOptions>(new() { MaximumNumberOfEpochs = 10, Seed = 1 })
        {
            ["Dropout"] = new UniformSingleOption(0f, 0.2f),
        };
        var tried = new List<TOptions>();
        SweepableEstimator mlp = _mlContext.Auto().CreateSweepableEstimator(
            (MLContext context, TOptions options) =>
            {
                tried.Add(options);
                return factory(context, options);
            },
            space);
        DataOperationsCatalog.TrainTestData split = _mlContext.Data.TrainTestSplit(data, testFraction: 0.2, seed: 1);
        AutoMLExperiment experiment = _mlContext.Auto().CreateExperiment()
            .SetPipeline(_mlContext.Transforms.NormalizeMinMax("Features").Append(mlp))
            .SetDataset(split.TrainSet, split.TestSet)
            .SetMaxModelToExplore(Trials);
        return (measure(experiment).Run(), tried);
    }

    private static void CheckVaried<TOptions>(List<TOptions> tried)
        where TOptions : MlpSearchOptions
    {
        Assert.True(tried.Count >= Trials, $"{tried.Count} trials");
        Func<TOptions, object>[] searched =
        [
            options => options.NumberOfHiddenLayers, options => options.FirstLayerWidth, options => options.Activation,
            options => options.LearningRate, options => options.L2Regularization, options => options.WeightDecay, options => options.Dropout, options => options.BatchSize,
        ];
        Assert.All(searched, option => Assert.True(tried.Select(option).Distinct().Count() > 1, $"always {option(tried[0])}"));
        Assert.All(tried, options => Assert.InRange(options.Dropout, 0f, 0.2f));
        Assert.All(tried, options => Assert.Equal((10, 1), (options.MaximumNumberOfEpochs, options.Seed)));
    }
}
