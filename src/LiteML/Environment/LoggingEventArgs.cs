using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A message of the log.</summary>
public class LoggingEventArgs : EventArgs
{
    public LoggingEventArgs(string message) => Message = message;

    public LoggingEventArgs(string message, ChannelMessageKind kind, string source) : this(message, kind, source, message) { }

    internal LoggingEventArgs(string message, ChannelMessageKind kind, string source, string rawMessage)
    {
        Message = message;
        Kind = kind;
        Source = source;
        RawMessage = rawMessage;
    }

    /// <summary>The message with its source and kind in front.</summary>
    public string Message { get; }

    /// <summary>The component and channel it came from, such as "MlpBinary; Training".</summary>
    public string Source { get; }

    public ChannelMessageKind Kind { get; }

    public string RawMessage { get; }
}
