using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MlpTrainer;
using MlpTrainer.Engine;
using MlpTrainer.Engine.Graphs;
using MlpTrainer.Engine.Onnx;
using MlpTrainer.Model;

[assembly: LoadableClass(typeof(MlpMulticlassModelParameters), null, typeof(SignatureLoadModel), "MLP multiclass classifier",
    MlpMulticlassModelParameters.LoaderSignature)]

namespace MlpTrainer;

/// <summary>A multilayer perceptron that gives a row's probability of each class: Score = softmax(z).</summary>
public sealed class MlpMulticlassModelParameters : MlpModelParameters<VBuffer<float>>
{
    internal const string LoaderSignature = "MlpMulticlassModel";

    internal MlpMulticlassModelParameters(IHostEnvironment env, TrainedNetwork network, MlpTraining training)
        : base(env, nameof(MlpMulticlassModelParameters), network, training)
    {
    }

    private MlpMulticlassModelParameters(IHostEnvironment env, ModelLoadContext context)
        : base(env, nameof(MlpMulticlassModelParameters), context)
    {
        Host.CheckDecode(Network.Shape.Layers[^1].Activation == Activation.Softmax, "The MLP model is damaged: a multiclass classifier has a softmax output.");
    }

    /// <inheritdoc/>
    protected override PredictionKind PredictionKind => PredictionKind.MulticlassClassification;

    private protected override DataViewType OutputType => new VectorDataViewType(NumberDataViewType.Single, Network.Shape.Outputs);

    private protected override VersionInfo Version => SavedVersion;

    private static VersionInfo SavedVersion => ModelVersion.Of(typeof(MlpMulticlassModelParameters), "MLPMULTI", LoaderSignature);

    private protected override Delegate Mapper() => VectorMapper();

    private protected override OnnxGraph Graph() => NetworkGraph.Multiclass(Network);

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static MlpMulticlassModelParameters Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        Contracts.CheckValue(env, nameof(env));
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(SavedVersion);
        return new MlpMulticlassModelParameters(env, ctx);
    }
}
