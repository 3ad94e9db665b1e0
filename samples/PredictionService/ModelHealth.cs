using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PredictionService;

/// <summary>Healthy with the newest file's model, degraded with an older one's because the newest cannot be loaded.</summary>
internal sealed class ModelHealth(ModelStore store) : IHealthCheck
{
    public static HealthCheckOptions AsJson { get; } = new()
    {
        ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new
        {
            status = report.Status.ToString(),
            model = report.Entries["model"].Data["version"],
            failure = report.Entries["model"].Description,
        }),
    };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["version"] = store.Current.Version };
        return Task.FromResult(store.Failure is { } failure ? HealthCheckResult.Degraded(failure, data: data) : HealthCheckResult.Healthy(data: data));
    }
}
