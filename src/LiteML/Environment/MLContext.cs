using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where everything starts: the catalogs, the seed and the log.</summary>
public sealed class MLContext : IHostEnvironmentInternal
{
    private readonly Host _env;

    public MLContext(int? seed = null)
    {
        _env = new Host(message => Log?.Invoke(this, message), seed);
        BinaryClassification = new BinaryClassificationCatalog(_env);
        MulticlassClassification = new MulticlassClassificationCatalog(_env);
        Regression = new RegressionCatalog(_env);
        Transforms = new TransformsCatalog(_env);
        Model = new ModelOperationsCatalog(_env);
        Data = new DataOperationsCatalog(_env);
    }

    public BinaryClassificationCatalog BinaryClassification { get; }

    public MulticlassClassificationCatalog MulticlassClassification { get; }

    public RegressionCatalog Regression { get; }

    public TransformsCatalog Transforms { get; }

    public ModelOperationsCatalog Model { get; }

    public DataOperationsCatalog Data { get; }

    public event EventHandler<LoggingEventArgs> Log;

    private IHostEnvironmentInternal Internal => _env;

    int? IHostEnvironmentInternal.Seed => Internal.Seed;

    string IExceptionContext.ContextDescription => Internal.ContextDescription;

    TException IExceptionContext.Process<TException>(TException ex) => Internal.Process(ex);

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => Internal.Register(name, seed, verbose);

    IChannel IChannelProvider.Start(string name) => Internal.Start(name);

    /// <summary>Makes everything that runs in this context stop at its next check.</summary>
    public void CancelExecution() => ((ICancelable)_env).CancelExecution();
}
