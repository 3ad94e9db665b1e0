namespace MlpTrainer.Engine;

/// <summary>What a network is trained to tell. Costs and metrics say for which of these they have a meaning.</summary>
[Flags]
public enum LearningTasks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Which of two classes an example belongs to: one output, the probability of class 1; targets 0 and 1.</summary>
    Binary = 1,

    /// <summary>Which of several classes it belongs to: an output for each, the probabilities; targets are class indices, or 1 in the place of the class.</summary>
    Multiclass = 2,

    /// <summary>Numbers: an output and a target for each.</summary>
    Regression = 4,

    /// <summary>All of these.</summary>
    All = Binary | Multiclass | Regression,
}
