using MlpTrainer.Engine;

namespace MlpTrainer;

/// <summary>What a task asks of its options.</summary>
/// <param name="Kind">The task as costs and metrics know it.</param>
/// <param name="Name">Its name in messages.</param>
/// <param name="UsualCost">The cost where none is chosen.</param>
/// <param name="Link">The link that its cost must have, since the scores rely on it; null for any.</param>
/// <param name="CostRule">Which costs have a meaning for it, in words that follow "Cost must be".</param>
/// <param name="Outputs">How many outputs its network has; null where the data say.</param>
internal sealed record MlpTask(LearningTasks Kind, string Name, Cost UsualCost, Activation? Link, string CostRule, int? Outputs = null)
{
    public static MlpTask Binary { get; } = new(
        LearningTasks.Binary, "two classes", new CrossEntropyCost(), Activation.Sigmoid,
        "one with a sigmoid output, since Probability = σ(Score)", Outputs: 1);

    public static MlpTask Multiclass { get; } = new(
        LearningTasks.Multiclass, "several classes", new SoftmaxCrossEntropyCost(), Activation.Softmax,
        "one with a softmax output, since Score holds the classes' probabilities");

    public static MlpTask Regression { get; } = new(
        LearningTasks.Regression, "numbers", new QuadraticCost(), Link: null, "one whose target is a number, since the label is one");

    public bool Accepts(Cost cost) => cost.Tasks.HasFlag(Kind) && (Link is null || cost.Link == Link);

    public bool Accepts(Metric metric) => metric.Tasks.HasFlag(Kind);
}
