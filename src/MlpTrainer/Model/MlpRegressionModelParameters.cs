using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MlpTrainer;
using MlpTrainer.Engine;
using MlpTrainer.Engine.Graphs;
using MlpTrainer.Engine.Onnx;
using MlpTrainer.Model;

[assembly: LoadableClass(typeof(MlpRegressionModelParameters), null, typeof(SignatureLoadModel), "MLP regression",
    MlpRegressionModelParameters.LoaderSignature)]

namespace MlpTrainer;

/// <summary>A multilayer perceptron that predicts a number, or a vector of them: Score, in the label's units.</summary>
public sealed class MlpRegressionModelParameters : MlpModelParameters<float>
{
    internal const string LoaderSignature = "MlpRegressionModel";

    internal MlpRegressionModelParameters(IHostEnvironment env, TrainedNetwork network, MlpTraining training)
        : base(env, nameof(MlpRegressionModelParameters), network, training)
    {
    }

    private MlpRegressionModelParameters(IHostEnvironment env, ModelLoadContext context)
        : base(env, nameof(MlpRegressionModelParameters), context)
    {
    }

    /// <inheritdoc/>
    protected override PredictionKind PredictionKind => IsVector ? PredictionKind.MultiOutputRegression : PredictionKind.Regression;

    private protected override DataViewType OutputType => IsVector ? new VectorDataViewType(NumberDataViewType.Single, Network.Shape.Outputs) : NumberDataViewType.Single;

    private protected override VersionInfo Version => SavedVersion;

    private static VersionInfo SavedVersion => ModelVersion.Of(typeof(MlpRegressionModelParameters), "MLPREGRS", LoaderSignature);

    private bool IsVector => Network.Shape.Outputs > 1;

    private protected override Delegate Mapper() => IsVector ? VectorMapper() : NumberMapper();

    private protected override OnnxGraph Graph() => NetworkGraph.Regression(Network);

    /// <summary>Called by ML.NET when it loads a model.</summary>
    internal static MlpRegressionModelParameters Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        Contracts.CheckValue(env, nameof(env));
        env.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(SavedVersion);
        return new MlpRegressionModelParameters(env, ctx);
    }
}
