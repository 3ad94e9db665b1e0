using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Model;

/// <summary>A model with weights written by hand, for tests of what needs no training.</summary>
internal static class HandMade
{
    /// <summary>3 features → 6 tanh → 1; parameters 0.125, 0.25, 0.375, …</summary>
    public static TrainedNetwork Network()
    {
        var shape = new NetworkShape(3, [6, 1], [Activation.Tanh, Activation.Sigmoid]);
        float[] parameters = [.. Enumerable.Range(1, shape.ParameterCount).Select(i => 0.125f * i)];
        return new TrainedNetwork(shape, parameters, new InputScaling([1, 2, 3], [0.5f, 1, 0.01f], imputeMissing: true));
    }

    public static MlpTraining Training() => new(
        [new EpochRecord(1, 0.5, 0.6, null, 0.001, 0.1, 1000), new EpochRecord(2, 0.4, 0.5, 0.9, 0.001, 0.1, 1000)],
        StopReason.EarlyStopping, bestEpoch: 2, [new("HiddenLayers", "[6]"), new("Cost", "cross-entropy")])
    {
        Warnings = ["Skipped 2 of 22 rows in training.", "naïve – 警告"],
    };

    public static BinaryPredictionTransformer<CalibratedModelParametersBase<MlpBinaryModelParameters, PlattCalibrator>> Transformer(
        MLContext mlContext, IDataView data) =>
        new MlpBinaryTrainer(mlContext).TransformerOf(Network(), Training(), data.Schema);
}
