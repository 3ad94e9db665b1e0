using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Loads the model, then makes the transformer whose type argument fits it.</summary>
internal static class PredictionTransformerLoader
{
    internal static ISingleFeaturePredictionTransformer<object> Create(
        IHostEnvironment env, ModelLoadContext ctx, VersionInfo version, Type transformer, string name)
    {
        Contracts.CheckValue(env, nameof(env));
        var host = env.Register(name);
        host.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel(version);
        ctx.LoadModel<IPredictor, SignatureLoadModel>(host, out var model, PredictionTransformerBase.DirModel);
        var type = transformer.MakeGenericType(PredictionTransformerLoadTypeAttribute.For(model));
        return (ISingleFeaturePredictionTransformer<object>)Activator.CreateInstance(type, env, ctx, host, model);
    }
}

internal static class PredictionTransformerBase
{
    internal const string DirModel = "Model";
}
