namespace Microsoft.ML.Runtime;

/// <summary>Marks exceptions with where they came from.</summary>
public interface IExceptionContext
{
    TException Process<TException>(TException ex) where TException : Exception;

    string ContextDescription { get; }
}

/// <summary>Starts channels for messages.</summary>
public interface IChannelProvider : IExceptionContext
{
    IChannel Start(string name);
}

/// <summary>What every component is given: channels, and hosts for its parts.</summary>
public interface IHostEnvironment : IChannelProvider
{
    IHost Register(string name, int? seed = null, bool? verbose = null);
}

/// <summary>The environment of one component, with its own random numbers.</summary>
public interface IHost : IHostEnvironment
{
    Random Rand { get; }
}

/// <summary>Settings of the environment that are no part of its public face.</summary>
public interface IHostEnvironmentInternal : IHostEnvironment
{
    int? Seed { get; }
}

/// <summary>Can be told to stop.</summary>
public interface ICancelable
{
    void CancelExecution();

    bool IsCanceled { get; }
}
