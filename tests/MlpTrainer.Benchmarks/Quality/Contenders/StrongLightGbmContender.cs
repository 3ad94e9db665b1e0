using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;
using Binary = Microsoft.ML.Trainers.LightGbm.LightGbmBinaryTrainer.Options;
using Multiclass = Microsoft.ML.Trainers.LightGbm.LightGbmMulticlassTrainer.Options;
using Regression = Microsoft.ML.Trainers.LightGbm.LightGbmRegressionTrainer.Options;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>LightGBM as someone who knows it would set it: many small steps, sampled rows, stopped by a held-out tenth.</summary>
/// <remarks>
/// At most 1,000 trees of 50 leaves, at least 40 rows in each, rate 0.04, three quarters of the rows for each tree, stopped after 300 trees without a gain: about the
/// defaults of Holzmüller, Grinsztajn and Steinwart, "Better by default" (2024), for classes. LightGBM samples rows only where the frequency is above 0.
/// </remarks>
internal sealed class StrongLightGbmContender : Contender
{
    private const int Trees = 1_000, Leaves = 50, RowsInLeaf = 40, Patience = 300;
    private const double Rate = 0.04, RowShare = 0.75;

    public override string Name => "lightgbm-strong";

    public override int HeldOutOneIn => 10;

    /// <remarks>Which rows are sampled.</remarks>
    public override bool HeedsSeed => true;

    public override ITransformer Fit(MLContext ml, TableTask task, IDataView train, IDataView? heldOut, int? threads) => task switch
    {
        TableTask.Binary => ml.BinaryClassification.Trainers.LightGbm(new Binary
        {
            NumberOfIterations = Trees, LearningRate = Rate, NumberOfLeaves = Leaves, MinimumExampleCountPerLeaf = RowsInLeaf,
            Booster = SampledRows(), EarlyStoppingRound = Patience, EvaluationMetric = Binary.EvaluateMetricType.Logloss, NumberOfThreads = threads,
        }).Fit(train, heldOut),
        TableTask.Multiclass => ml.MulticlassClassification.Trainers.LightGbm(new Multiclass
        {
            NumberOfIterations = Trees, LearningRate = Rate, NumberOfLeaves = Leaves, MinimumExampleCountPerLeaf = RowsInLeaf,
            Booster = SampledRows(), EarlyStoppingRound = Patience, EvaluationMetric = Multiclass.EvaluateMetricType.LogLoss, NumberOfThreads = threads,
        }).Fit(train, heldOut),
        _ => ml.Regression.Trainers.LightGbm(new Regression
        {
            NumberOfIterations = Trees, LearningRate = Rate, NumberOfLeaves = Leaves, MinimumExampleCountPerLeaf = RowsInLeaf,
            Booster = SampledRows(), EarlyStoppingRound = Patience, EvaluationMetric = Regression.EvaluateMetricType.RootMeanSquaredError, NumberOfThreads = threads,
        }).Fit(train, heldOut),
    };

    private static GradientBooster.Options SampledRows() => new() { SubsampleFraction = RowShare, SubsampleFrequency = 1 };
}
