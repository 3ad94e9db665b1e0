using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Tasks;

/// <summary>Embeddings of numbers as an option of the trainers.</summary>
public class NumericalEmbeddingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    public static TheoryData<string> Kinds => ["piecewise-linear"];

    [Theory, MemberData(nameof(Kinds))]
    public void ASavedModelScoresAsBefore(string kind)
    {
        foreach (MlpBinaryTrainer.Options options in new MlpBinaryTrainer.Options[] { new() { EnsembleSize = 1 }, new() { HiddenLayers = [5, 4], EnsembleSize = 2, Activation = Activation.Silu } })
        {
            (options.NumericalEmbedding, options.MaximumNumberOfEpochs) = (Embedding(kind), 3);
            IDataView data = Example.View(_mlContext, 300);
            var fitted = new MlpBinaryTrainer(_mlContext, options).Fit(data);
            using var file = new MemoryStream();
            _mlContext.Model.Save(fitted, data.Schema, file);
            file.Position = 0;
            ITransformer loaded = _mlContext.Model.Load(file, out _);
            Assert.Equal(Column.Floats(fitted.Transform(data)), Column.Floats(loaded.Transform(data)));
            Assert.Contains($"NumericalEmbedding={options.NumericalEmbedding}", fitted.Model.SubModel.ToString(), StringComparison.Ordinal);
        }
    }

    private static NumericalEmbedding Embedding(string kind) => kind switch
    {
        _ => new PiecewiseLinearEmbedding { MostCodes = 4 },
    };
}
