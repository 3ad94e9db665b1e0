using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Making data views and views of parts of them.</summary>
public sealed class DataOperationsCatalog : IInternalCatalog
{
    private readonly IHost _host;

    internal DataOperationsCatalog(IHostEnvironment env) => _host = env.Register(nameof(DataOperationsCatalog));

    IHostEnvironment IInternalCatalog.Environment => _host;
}
