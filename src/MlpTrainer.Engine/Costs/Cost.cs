namespace MlpTrainer.Engine;

/// <summary>The cost C that training makes small: one number c_i ≥ 0 per example, added up or averaged, and its derivative ∂C/∂z^L.</summary>
/// <remarks>
/// A cost owns its output link a^L = Link(z^L) and works on z^L itself, so that log(0) never occurs. A new member is one file and one line in
/// <see cref="All"/>; a user's own cost derives from <see cref="ElementwiseCost"/> or <see cref="OutputCost"/> and is checked by
/// <see cref="CostCheck"/>. Implementations hold no mutable state and may be called from several threads at once.
/// </remarks>
public abstract class Cost
{
    /// <summary>The name shown in logs and errors, such as "cross-entropy".</summary>
    public abstract string Name { get; }

    /// <summary>Mean (default) or sum over the examples of a batch. Authors differ, so it is the user's choice.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;

    /// <summary>The output activation a^L = Link(z^L): it gives the network's output its meaning.</summary>
    public abstract Activation Link { get; }

    /// <summary>How many target values belong to one example: as many as outputs, or 1 where the target is a class index.</summary>
    /// <param name="outputs">The number of output units.</param>
    public virtual int TargetWidth(int outputs) => outputs;

    /// <summary>
    /// The tasks that it has a meaning for, as link and targets say it: two classes where the link is the sigmoid; several where it is softmax,
    /// or the target a class index; numbers where the link is elementwise and every output has a target.
    /// </summary>
    public LearningTasks Tasks =>
        (Link == Activation.Sigmoid ? LearningTasks.Binary : LearningTasks.None)
        | (Link == Activation.Softmax || TargetWidth(2) == 1 ? LearningTasks.Multiclass : LearningTasks.None)
        | (Link.IsElementwise && TargetWidth(2) == 2 ? LearningTasks.Regression : LearningTasks.None);

    /// <summary>What a target must be, in words that follow "must be", such as "0 or 1"; null where any finite number will do.</summary>
    public virtual string? TargetRule => null;

    /// <summary>Whether a target obeys <see cref="TargetRule"/>.</summary>
    /// <param name="target">One target value.</param>
    /// <param name="outputs">The number of output units.</param>
    public virtual bool AcceptsTarget(float target, int outputs) => float.IsFinite(target);

    /// <summary>Whether targets may be shifted and scaled to mean 0 and variance 1 for training. True for regression costs with the identity link.</summary>
    public virtual bool TargetsMayBeStandardized => false;

    /// <summary>How targets are brought to a usual size for training; by default as <see cref="TargetsMayBeStandardized"/> says, by mean and deviation or not at all.</summary>
    public virtual TargetScaling TargetScaling => TargetsMayBeStandardized ? TargetScaling.MeanAndDeviation : TargetScaling.None;

    /// <summary>b^L from which training starts, of one output: the z^L that predicts the given target for every row, Link⁻¹(mean), where that is known; else 0.</summary>
    /// <param name="mean">
    /// The mean target of the output as training sees it, that is scaled by <see cref="TargetScaling"/>; its median where that is by the median; the share of a
    /// class, in (0, 1), where the link is the sigmoid or softmax.
    /// </param>
    /// <returns>y for the identity, ln y for the exponential, ln(p/(1 − p)) for the sigmoid, ln p for softmax. What is not finite counts as 0.</returns>
    public virtual double StartFor(double mean) =>
        Link == Activation.Identity ? mean
        : Link == Activation.Exponential && mean > 0 ? Math.Log(mean)
        : Link == Activation.Sigmoid && mean is > 0 and < 1 ? Math.Log(mean / (1 - mean))
        : Link == Activation.Softmax && mean > 0 ? Math.Log(mean)
        : 0;

    /// <summary>The label smoothing that its maker chose, in [0, 1); null for its usual one, or where it has none.</summary>
    internal virtual double? GivenLabelSmoothing => null;

    /// <summary>The same cost with another label smoothing, in [0, 1); null where it has none.</summary>
    internal virtual Cost? WithLabelSmoothing(double share) => null;

    /// <summary>Value and derivative in one pass: returns Σ_i w_i·c_i and fills delta with w_i·∂c_i/∂z_i.</summary>
    /// <param name="rows">n rows of pre-activations, targets and effective weights w_i.</param>
    /// <param name="delta">Receives δ^L = ∂C/∂z^L, [n×outputs], row-major.</param>
    /// <returns>These rows' part of the cost C, in double. Finite for every |z| up to 1e4.</returns>
    public abstract double Evaluate(in CostRows rows, Span<float> delta);

    /// <summary>Every cost, with default parameters. Tests run over it.</summary>
    public static IReadOnlyList<Cost> All { get; } =
    [
        new CrossEntropyCost(),
        new SoftmaxCrossEntropyCost(),
        new QuadraticCost(),
        new QuadraticOutputCost(),
        new AbsoluteCost(),
        new HuberCost(),
        new LogCoshCost(),
        new QuantileCost(),
        new PoissonCost(),
        new GammaCost(),
        new TweedieCost(),
        new HingeCost(),
        new SquaredHingeCost(),
        new FocalCost(),
    ];

    /// <summary>The cost's name.</summary>
    public sealed override string ToString() => Name;
}
