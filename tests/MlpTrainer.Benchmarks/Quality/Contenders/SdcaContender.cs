using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>ML.NET's logistic regression, maximum entropy and linear regression by dual coordinate ascent, by default.</summary>
internal sealed class SdcaContender : Contender
{
    public override string Name => "sdca";

    public override bool WantsNoMissing => true;

    public override bool WantsScaledNumbers => true;

    public override bool HeedsSeed => true;

    public override ITransformer Fit(MLContext ml, TableTask task, IDataView train, IDataView? heldOut, int? threads) => task switch
    {
        TableTask.Binary => ml.BinaryClassification.Trainers
            .SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = threads }).Fit(train),
        TableTask.Multiclass => ml.MulticlassClassification.Trainers
            .SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = threads }).Fit(train),
        _ => ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { NumberOfThreads = threads }).Fit(train),
    };
}
