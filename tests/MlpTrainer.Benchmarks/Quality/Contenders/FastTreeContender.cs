using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>ML.NET's own boosted trees, by default; several classes one against all others.</summary>
internal sealed class FastTreeContender : Contender
{
    public override string Name => "fasttree";

    /// <remarks>It leaves out rows that lack a number when it trains, and with them whole classes.</remarks>
    public override bool WantsNoMissing => true;

    public override ITransformer Fit(MLContext ml, TableTask task, IDataView train, IDataView? heldOut, int? threads) => task switch
    {
        TableTask.Binary => Binary(ml, threads).Fit(train),
        TableTask.Multiclass => ml.MulticlassClassification.Trainers.OneVersusAll(Binary(ml, threads)).Fit(train),
        _ => ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { NumberOfThreads = threads }).Fit(train),
    };

    private static FastTreeBinaryTrainer Binary(MLContext ml, int? threads) =>
        ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfThreads = threads });
}
