using System.Diagnostics;
using System.Globalization;

namespace Microsoft.ML.Runtime;

/// <summary>A channel whose messages go to <see cref="MLContext.Log"/>.</summary>
internal sealed class Channel : IChannel
{
    private readonly IExceptionContext _parent;
    private readonly string _source;
    private readonly Action<LoggingEventArgs> _log;
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _disposed;

    internal Channel(IExceptionContext parent, string source, Action<LoggingEventArgs> log)
    {
        _parent = parent;
        _source = source;
        _log = log;
        Send(ChannelMessageKind.Trace, "Channel started");
    }

    string IExceptionContext.ContextDescription => _source;

    TException IExceptionContext.Process<TException>(TException ex) => _parent.Process(ex);

    void IChannel.Info(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Info, fmt);

    void IChannel.Info(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Info, Format(fmt, args));

    void IChannel.Warning(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Warning, fmt);

    void IDisposable.Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Send(ChannelMessageKind.Trace, string.Create(CultureInfo.InvariantCulture, $"Channel finished. Elapsed {Stopwatch.GetElapsedTime(_started):c}."));
        Send(ChannelMessageKind.Trace, "Channel disposed");
    }

    private static string Format(string fmt, object[] args) => string.Format(CultureInfo.CurrentCulture, fmt, args);

    private void Send(ChannelMessageKind kind, string message) =>
        _log(new LoggingEventArgs($"[Source={_source}, Kind={kind}] {message}", kind, _source, message));
}
