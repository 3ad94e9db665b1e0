using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Tasks;

/// <summary>Embeddings of numbers as an option of the trainers.</summary>
public class NumericalEmbeddingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    public static TheoryData<string> Kinds => ["piecewise-linear", "periodic"];

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

    [Theory, MemberData(nameof(Kinds))]
    public void ContributionsAddUpToTheScore(string kind)
    {
        IDataView data = Example.View(_mlContext, 300);
        MlpBinaryModelParameters model = new MlpBinaryTrainer(_mlContext, new() { HiddenLayers = [5], NumericalEmbedding = Embedding(kind), MaximumNumberOfEpochs = 5 }).Fit(data).Model.SubModel;
        Scorer scorer = model.Network.CreateScorer();
        float[] row = [.. data.GetColumn<float[]>("Features").First()], score = new float[1], baseline = new float[1], contributions = new float[row.Length];
        scorer.PreActivation(row, score);
        scorer.PreActivation(IntegratedGradients.Baseline(model.Network), baseline);
        new IntegratedGradients(model.Network, preActivation: true).Explain(row, 0, contributions);
        Assert.Equal(score[0] - baseline[0], contributions.Sum(), 2e-3);
        Assert.Equal(row.Length, model.GradientImportance(data, "Features").Count);
    }

    /// <summary>A periodic embedding is trained on, a piecewise-linear one is layers of the network then.</summary>
    [Fact]
    public void AModelIsTrainedOnWithItsEmbedding()
    {
        IDataView data = Example.View(_mlContext, 300);
        MlpBinaryTrainer.Options options = new() { HiddenLayers = [5], NumericalEmbedding = Embedding("periodic"), MaximumNumberOfEpochs = 2, ContinueTraining = true, ValidationFraction = 0, EarlyStopping = null, Seed = 1 };
        var trainer = new MlpBinaryTrainer(_mlContext, options);
        MlpBinaryModelParameters first = trainer.Fit(data).Model.SubModel, second = trainer.Fit(data, first).Model.SubModel;
        options.MaximumNumberOfEpochs = 4;
        Assert.Equal(new MlpBinaryTrainer(_mlContext, options).Fit(data).Model.SubModel.Network.Parameters.ToArray(), second.Network.Parameters.ToArray());

        MlpBinaryModelParameters codes = new MlpBinaryTrainer(_mlContext, new() { HiddenLayers = [5], NumericalEmbedding = Embedding("piecewise-linear"), MaximumNumberOfEpochs = 2 }).Fit(data).Model.SubModel;
        Assert.Equal(codes.Network.Shape, new MlpBinaryTrainer(_mlContext, new() { MaximumNumberOfEpochs = 2 }).Fit(data, codes).Model.SubModel.Network.Shape);
        var error = Assert.ThrowsAny<ArgumentException>(() => new MlpBinaryTrainer(_mlContext, new() { MaximumNumberOfEpochs = 2 }).Fit(data, first));
        Assert.StartsWith("NumericalEmbedding must be periodic, of 4 waves and 2 numbers, as the network to start from has it, but was null.", error.Message, StringComparison.Ordinal);
    }

    private static NumericalEmbedding Embedding(string kind) => kind switch
    {
        "periodic" => new PeriodicEmbedding { Frequencies = 4, Outputs = 2 },
        _ => new PiecewiseLinearEmbedding { MostCodes = 4 },
    };
}
