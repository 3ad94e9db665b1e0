using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MlpTrainer.Tests;

/// <summary>What our trainers say through <c>MLContext.Log</c>.</summary>
internal sealed class LogLines
{
    private readonly List<(ChannelMessageKind Kind, string Text)> _lines = [];

    public LogLines(MLContext mlContext) => mlContext.Log += (_, entry) =>
    {
        if (entry.Source.StartsWith("Mlp", StringComparison.Ordinal))
        {
            _lines.Add((entry.Kind, entry.RawMessage));
        }
    };

    public IEnumerable<string> Infos => Of(ChannelMessageKind.Info);

    public IEnumerable<string> Warnings => Of(ChannelMessageKind.Warning);

    private IEnumerable<string> Of(ChannelMessageKind kind) => _lines.Where(line => line.Kind == kind).Select(line => line.Text);
}
