using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of all trained models: their host, their kind, and the start of their binary form.</summary>
public abstract class ModelParametersBase<TOutput> : ICanSaveModel, IPredictorProducing<TOutput>
{
    protected readonly IHost Host;

    protected ModelParametersBase(IHostEnvironment env, string name)
    {
        ArgumentNullException.ThrowIfNull(env);
        Host = env.Register(name);
    }

    /// <summary>Reads what the base's <see cref="SaveCore"/> wrote.</summary>
    protected ModelParametersBase(IHostEnvironment env, string name, ModelLoadContext ctx)
        : this(env, name)
    {
        Host.CheckValue(ctx, nameof(ctx));
        var sizeOfFloat = ctx.Reader.ReadInt32();
        Host.CheckDecode(sizeOfFloat == sizeof(float), "This file was saved by an incompatible version");
    }

    protected abstract PredictionKind PredictionKind { get; }

    PredictionKind IPredictor.PredictionKind => PredictionKind;

    void ICanSaveModel.Save(ModelSaveContext ctx) => Save(ctx);

    protected virtual void Save(ModelSaveContext ctx)
    {
        Host.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel();
        SaveCore(ctx);
    }

    protected virtual void SaveCore(ModelSaveContext ctx)
    {
        Host.CheckValue(ctx, nameof(ctx));
        ctx.Writer.Write(sizeof(float));
    }
}
