using Microsoft.ML;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>Ours, by default or with some options changed.</summary>
/// <param name="name"><c>mlp</c>, and after each + an option and its value.</param>
internal sealed class MlpContender(string name) : Contender
{
    public override string Name => name;

    public override bool HeedsSeed => true;

    public override ITransformer Fit(MLContext ml, TableTask task, IDataView train, IDataView? heldOut, int? threads) => task switch
    {
        TableTask.Binary => ml.BinaryClassification.Trainers.Mlp(With(new MlpBinaryTrainer.Options(), threads)).Fit(train),
        TableTask.Multiclass => ml.MulticlassClassification.Trainers.Mlp(With(new MlpMulticlassTrainer.Options(), threads)).Fit(train),
        _ => ml.Regression.Trainers.Mlp(With(new MlpRegressionTrainer.Options(), threads)).Fit(train),
    };

    private TOptions With<TOptions>(TOptions options, int? threads)
        where TOptions : MlpOptions
    {
        options.NumberOfThreads = threads;
        foreach (string change in name.Split('+')[1..])
        {
            OptionText.Set(options, change);
        }

        return options;
    }
}
