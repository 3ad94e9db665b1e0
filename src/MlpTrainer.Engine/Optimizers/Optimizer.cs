namespace MlpTrainer.Engine;

/// <summary>What makes the cost small: a rule for single steps (<see cref="StepOptimizer"/>), or a method that looks at all rows (<see cref="FullBatchOptimizer"/>).</summary>
/// <remarks>A user's own derives from one of these two. A new member is one file and one line in <see cref="All"/>.</remarks>
public abstract class Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The name shown in logs, such as "adam".</summary>
    public abstract string Name { get; }

    /// <summary>The learning rate η before the schedule, greater than 0; each optimizer has its own default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number greater than 0.</exception>
    public float LearningRate { get; init => field = Require.Positive(value); }

    /// <summary>Whether it looks at all rows at once and steers itself (a <see cref="FullBatchOptimizer"/>), so that epochs are its iterations.</summary>
    public bool IsFullBatch => this is FullBatchOptimizer;

    /// <summary>Every optimizer, with default parameters. Tests run over it.</summary>
    public static IReadOnlyList<Optimizer> All { get; } =
    [
        new Sgd(),
        new AdaGrad(),
        new RmsProp(),
        new Adam(),
        new AdamW(),
        new Nadam(),
        new Lbfgs(),
    ];

    /// <summary>The optimizer's name.</summary>
    public sealed override string ToString() => Name;
}
