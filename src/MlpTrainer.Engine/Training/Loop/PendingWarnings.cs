namespace MlpTrainer.Engine;

/// <summary>Passes warnings on as they come, and keeps them for the next epoch's record.</summary>
internal sealed class PendingWarnings(Action<string>? listener)
{
    private readonly List<string> _pending = [];

    public void Add(string warning)
    {
        _pending.Add(warning);
        listener?.Invoke(warning);
    }

    /// <summary>Those added since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        string[] taken = [.. _pending];
        _pending.Clear();
        return taken;
    }
}
