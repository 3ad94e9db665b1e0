using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MlpTrainer;
using MlpTrainer.Engine;
using MlpTrainer.Engine.Graphs;
using MlpTrainer.Engine.Onnx;
using MlpTrainer.Fitting;
using MlpTrainer.Model;

[assembly: LoadableClass(typeof(MlpBinaryModelParameters), null, typeof(SignatureLoadModel), "MLP binary classifier",
    MlpBinaryModelParameters.LoaderSignature)]

namespace MlpTrainer;

/// <summary>A multilayer perceptron that gives a row's log-odds z of the label being true: Score = z, and Probability = σ(z).</summary>
public sealed class MlpBinaryModelParameters : MlpModelParameters<float>
{
    internal const string LoaderSignature = "MlpBinaryModel";

    internal MlpBinaryModelParameters(IHostEnvironment env, TrainedNetwork network, MlpTraining training)
        : base(env, nameof(MlpBinaryModelParameters), network, training)
    {
    }

    private MlpBinaryModelParameters(IHostEnvironment env, ModelLoadContext context)
        : base(env, nameof(MlpBinaryModelParameters), context) =>
        Host.CheckDecode(Network.Shape.Layers[^1].Outputs == 1, "The MLP model is damaged: a binary classifier has one output.");

    /// <inheritdoc/>
    protected override PredictionKind PredictionKind => PredictionKind.BinaryClassification;

    private protected override DataViewType OutputType => NumberDataViewType.Single;

    private protected override VersionInfo Version => SavedVersion;

    private static VersionInfo SavedVersion => ModelVersion.Of(typeof(MlpBinaryModelParameters), "MLPBINRY", LoaderSignature);

    private protected override Delegate Mapper()
    {
        Scorer scorer = Network.CreateScorer();
        VectorRule rule = FeatureRule();
        float[] z = new float[1];
        return (ValueMapper<VBuffer<float>, float>)Score;

        void Score(in VBuffer<float> features, ref float score)
        {
            rule.CheckNext(features);
            if (features.IsDense)
            {
                scorer.PreActivation(features.GetValues(), z);
            }
            else
            {
                scorer.PreActivation(features.GetIndices(), features.GetValues(), z);
            }

            score = z[0];
        }
    }

    private protected override OnnxGraph Graph() => NetworkGraph.Binary(Network);

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static MlpBinaryModelParameters Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        Contracts.CheckValue(env, nameof(env));
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(SavedVersion);
        return new MlpBinaryModelParameters(env, ctx);
    }
}
