using Microsoft.ML.Runtime;

namespace MlpTrainer.Fitting;

/// <summary>The warnings of one training: each goes through <c>MLContext.Log</c> at once, and is kept for the listener's next record and for the model.</summary>
internal sealed class TrainingWarnings(IChannel channel)
{
    /// <summary>In characters: a model file takes a million bytes, and a log fewer.</summary>
    private const int Longest = 10_000;

    private readonly List<string> _all = [];
    private int _taken;

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<string> All => _all;

    public void Add(string warning)
    {
        _all.Add(warning.Length <= Longest ? warning : warning[..Longest] + "…");
        channel.Warning(warning);
    }

    /// <summary>Those added since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        string[] taken = [.. _all.Skip(_taken)];
        _taken = _all.Count;
        return taken;
    }
}
