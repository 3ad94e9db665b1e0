namespace MlpTrainer.Engine.Tests;

/// <summary>Keeps what training reports, and does something at each report.</summary>
internal sealed class Recorder(Action<EpochRecord>? then = null) : IProgress<EpochRecord>
{
    public List<EpochRecord> Records { get; } = [];

    public void Report(EpochRecord value)
    {
        Records.Add(value);
        then?.Invoke(value);
    }
}
