namespace Microsoft.ML.Runtime;

/// <summary>The environment of a component: named, and seeded from its parent.</summary>
internal sealed class Host : IHost, IHostEnvironmentInternal, ICancelable
{
    private readonly string _name;
    private readonly Root _root;
    private readonly Random _rand;

    internal Host(Action<LoggingEventArgs> log, int? seed)
    {
        _root = new Root { Log = log, Seed = seed };
        _rand = seed is { } s ? new Random(s) : new Random();
    }

    private Host(Host parent, string name, int? seed)
    {
        _root = parent._root;
        _name = name;
        lock (parent._rand)
            _rand = new Random(seed ?? parent._rand.Next());
    }

    Random IHost.Rand => _rand;

    int? IHostEnvironmentInternal.Seed => _root.Seed;

    bool ICancelable.IsCanceled => _root.IsCanceled;

    void ICancelable.CancelExecution() => _root.IsCanceled = true;

    string IExceptionContext.ContextDescription => _name ?? "MLContext";

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => new Host(this, name, seed);

    IChannel IChannelProvider.Start(string name) => new Channel(this, _name is null ? name : $"{_name}; {name}", _root.Log);

    TException IExceptionContext.Process<TException>(TException ex)
    {
        ex.Data["Throwing component"] = ((IExceptionContext)this).ContextDescription;
        return ex;
    }

    /// <summary>What all hosts of one context share.</summary>
    private sealed class Root
    {
        public Action<LoggingEventArgs> Log;
        public int? Seed;
        public volatile bool IsCanceled;
    }
}
