namespace MlpTrainer.Engine;

/// <summary>Why training stopped.</summary>
public enum StopReason
{
    /// <summary>All epochs were run.</summary>
    MaximumEpochs,

    /// <summary>The monitored cost or metric no longer improved.</summary>
    EarlyStopping,

    /// <summary>The training cost fell to the tolerance.</summary>
    CostTolerance,

    /// <summary>The time was up.</summary>
    TimeBudget,

    /// <summary>The user cancelled.</summary>
    Cancelled,

    /// <summary>A full-batch optimizer found no further improvement.</summary>
    Converged,
}
