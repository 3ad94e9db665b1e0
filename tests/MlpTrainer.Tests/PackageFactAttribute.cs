namespace MlpTrainer.Tests;

/// <summary>A test that needs more of ML.NET than LiteML has: skipped, visibly, where the package Microsoft.ML is not in use.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PackageFactAttribute : FactAttribute
{
    public PackageFactAttribute()
    {
#if MLNET_LITE
        Skip = "needs the package Microsoft.ML (-p:MLNet=package)";
#endif
    }
}
