using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>ML.NET's LightGBM, by default: 100 trees, automatic rate and leaves.</summary>
internal sealed class LightGbmContender : Contender
{
    public override string Name => "lightgbm";

    public override ITransformer Fit(MLContext ml, TableTask task, IDataView train, IDataView? heldOut, int? threads) => task switch
    {
        TableTask.Binary => ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options { NumberOfThreads = threads }).Fit(train),
        TableTask.Multiclass => ml.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options { NumberOfThreads = threads }).Fit(train),
        _ => ml.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options { NumberOfThreads = threads }).Fit(train),
    };
}
