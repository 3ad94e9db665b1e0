using System.CommandLine;

namespace MlpTrainer.Tool.Commands;

/// <summary>A command with examples, which its help shows after the options.</summary>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>What its own help says beyond the one line; null: nothing.</summary>
    public string? More { get; init; }

    /// <summary>Command lines.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
