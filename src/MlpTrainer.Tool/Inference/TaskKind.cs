namespace MlpTrainer.Tool.Inference;

/// <summary>What is learned.</summary>
internal enum TaskKind
{
    /// <summary>Which of two classes.</summary>
    Binary,

    /// <summary>Which of several classes.</summary>
    Multiclass,

    /// <summary>How much.</summary>
    Regression,
}
