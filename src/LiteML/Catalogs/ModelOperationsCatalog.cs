using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saving, loading and single predictions.</summary>
public sealed class ModelOperationsCatalog : IInternalCatalog
{
    private readonly IHost _host;

    internal ModelOperationsCatalog(IHostEnvironment env) => _host = env.Register(nameof(ModelOperationsCatalog));

    IHostEnvironment IInternalCatalog.Environment => _host;
}
