using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>ML.NET's logistic regression and maximum entropy by L-BFGS, by default; it has none for numbers.</summary>
internal sealed class LbfgsContender : Contender
{
    public override string Name => "lbfgs";

    public override bool WantsNoMissing => true;

    public override bool WantsScaledNumbers => true;

    public override bool Takes(TableTask task) => task != TableTask.Regression;

    public override ITransformer Fit(MLContext ml, TableTask task, IDataView train, IDataView? heldOut, int? threads) => task switch
    {
        TableTask.Binary => ml.BinaryClassification.Trainers
            .LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = threads }).Fit(train),
        _ => ml.MulticlassClassification.Trainers
            .LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = threads }).Fit(train),
    };
}
