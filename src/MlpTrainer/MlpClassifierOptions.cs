using MlpTrainer.Engine;

namespace MlpTrainer;

/// <summary>What the trainers of classifiers let you choose.</summary>
#pragma warning disable CA1051 // fields and not properties: ML.NET's convention for options
public abstract class MlpClassifierOptions : MlpOptions
{
    /// <summary>Factors of the example weights by class: <see cref="Engine.ClassWeights.Balanced"/>, or given in the order of the classes. Null: none. Not for costs that compare every output with a target of its own.</summary>
    public ClassWeights? ClassWeights;

    /// <summary>ε of the cost's label smoothing, the share of each target that is spread evenly over all classes; in [0, 1), and only null or 0 beside a cost that
    /// has none. Null: the cost's own, by default 0. It rules, whichever cross-entropy stands beside it, but must agree with a smoothing that was given there.</summary>
    public double? LabelSmoothing;
}
