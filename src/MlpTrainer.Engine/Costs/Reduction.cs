namespace MlpTrainer.Engine;

/// <summary>How the costs of single examples become the cost of a batch.</summary>
public enum Reduction
{
    /// <summary>C = (1/n)·Σ_i c_i; with example weights C = (1/(n·w̄))·Σ_i w_i·c_i, w̄ being the mean weight of the training set.</summary>
    Mean,

    /// <summary>C = Σ_i w_i·c_i.</summary>
    Sum,
}
