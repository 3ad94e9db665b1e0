using System.Globalization;

namespace PredictionService;

/// <summary>The model in use. A new file takes the old one's place within a second; one that cannot be loaded does not.</summary>
internal sealed partial class ModelStore(string file, ILogger<ModelStore> log) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(0.5);

    private ServedModel _current = ServedModel.Load(file, VersionOf(file));
    private string _seen = VersionOf(file);

    /// <summary>The model. Requests that have begun keep the one they began with.</summary>
    public ServedModel Current => Volatile.Read(ref _current);

    /// <summary>Why the newest file is not the model in use, or null.</summary>
    public string? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            Look();
        }
    }

    private void Look()
    {
        string version = VersionOf(file);
        if (version == _seen)
        {
            return;
        }

        _seen = version;
        try
        {
            Volatile.Write(ref _current, ServedModel.Load(file, version));
            Failure = null;
            Serving(file, version);
        }
        catch (Exception failure)
        {
            Failure = $"{file} of {version} cannot be loaded: {failure.Message}";
            NotLoaded(file, version, _current.Version, failure);
        }
    }

    [LoggerMessage(LogLevel.Information, "Serving {File} of {Version}")]
    private partial void Serving(string file, string version);

    [LoggerMessage(LogLevel.Error, "{File} of {Version} cannot be loaded; still serving {Old}")]
    private partial void NotLoaded(string file, string version, string old, Exception failure);

    private static string VersionOf(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? string.Create(CultureInfo.InvariantCulture, $"{info.LastWriteTimeUtc:yyyy-MM-ddTHH:mm:ss.fffffffZ}, {info.Length} bytes") : "missing";
    }
}
