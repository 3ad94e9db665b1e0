using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine;

/// <summary>Everything about a network and its training that the user may choose. Defaults suit tables of numbers.</summary>
/// <remarks>
/// Immutable: lists are copied. Each value is checked where it is given, what must fit together by <see cref="Check"/>, which
/// <see cref="NetworkTrainer.Train"/> calls before anything else. An error is "Name must be rule, but was value."
/// </remarks>
public sealed record TrainingOptions
{
    /// <summary>The <see cref="BatchSize"/> that stands for all rows: batch gradient descent.</summary>
    public const int FullBatch = 0;

    private const int MostHiddenLayers = 1000;

    /// <summary>The number of units of each hidden layer, each at least 1, of at most 1,000 layers; one layer of 512 by default. Empty: logistic or linear regression on the features as they reach the first layer: linear in the raw ones only where <see cref="Saturate"/> is off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The list is null or has more than 1,000 layers, or a width is below 1.</exception>
    public IReadOnlyList<int> HiddenLayers { get; init => field = Widths(value); } = [512];

    /// <summary>The activation of the hidden layers; ReLU by default. Elementwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The activation is null or not elementwise.</exception>
    public Activation Activation { get; init => field = Elementwise(value); } = Activation.Relu;

    /// <summary>The activation of each hidden layer where they differ; null (the default) for <see cref="Activation"/> throughout.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An activation is null or not elementwise.</exception>
    public IReadOnlyList<Activation>? LayerActivations { get; init => field = value is null ? null : [.. value.Select(each => Elementwise(each))]; }

    /// <summary>How numbers come into the network; null (the default) as they are, after scaling. Only for dense rows.</summary>
    /// <remarks>
    /// See <see cref="PiecewiseLinearEmbedding"/>, which wants biases and no <see cref="KeepState"/>, and <see cref="PeriodicEmbedding"/>. <see cref="InputDropout"/> drops the numbers of the
    /// first one by one, and of the second the feature before it is embedded. A network to start from that has an embedding wants the same one, with its own waves and numbers.
    /// </remarks>
    public NumericalEmbedding? NumericalEmbedding { get; init; }

    /// <summary>Whether layers have biases; true by default.</summary>
    public bool UseBiases { get; init; } = true;

    /// <summary>The cost, which also decides the output activation; cross-entropy with a sigmoid output by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cost is null.</exception>
    public Cost Cost { get; init => field = Require.Given(value); } = new CrossEntropyCost();

    /// <summary>ε of the cost's label smoothing, in [0, 1): the share of each target that is spread evenly over all classes; null (the default) for the cost's own, which is 0 where it was not given.</summary>
    /// <remarks>Rules, whichever of the cross-entropies stands beside it; one whose own smoothing was given must agree. Beside a cost without smoothing only null or 0.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public double? LabelSmoothing { get; init => field = Require.In(0, 1, value); }

    /// <summary>The optimizer; AdamW with learning rate 0.001 and weight decay 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The optimizer is null.</exception>
    public Optimizer Optimizer { get; init => field = Require.Given(value); } = new AdamW();

    /// <summary>λ of the optimizer's decoupled decay, W ← W − η·λ·W at each step, at least 0; null (the default) for the optimizer's own: 0.1 for <see cref="AdamW"/>, none for the others that there are.</summary>
    /// <remarks>Rules, whatever AdamW stands beside it; one whose own <see cref="AdamW.WeightDecay"/> was given must agree. Beside an optimizer without a decay only null or 0.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of at least 0.</exception>
    public float? WeightDecay { get; init => field = Require.NotNegative(value); }

    /// <summary>η, the learning rate before the schedule, greater than 0; null (the default) for the optimizer's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public float? LearningRate { get; init => field = Require.Positive(value); }

    /// <summary>How the learning rate changes; not at all by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schedule is null.</exception>
    public Schedule Schedule { get; init => field = Require.Given(value); } = new ConstantSchedule();

    /// <summary>The initial weights; null (the default) for those that suit each layer's activation, see <see cref="Activation.DefaultInitializer"/>.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>λ in C + (λ/2)·ΣW², at least 0; 0 by default. Biases are never regularized. The term is added to the cost of each batch, whatever its size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of at least 0.</exception>
    public double L2Regularization { get; init => field = Require.NotNegative(value); }

    /// <summary>λ₁ in C + λ₁·Σ|W|, at least 0; 0 by default. The subgradient at W = 0 is 0. Biases are never regularized.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of at least 0.</exception>
    public double L1Regularization { get; init => field = Require.NotNegative(value); }

    /// <summary>Rows per step, at least 1, or <see cref="FullBatch"/>; null (the default) for 200 or a thirtieth of the rows, whichever is less, but at least 16.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0.</exception>
    public int? BatchSize { get; init => field = Require.That(value is null or >= 0, value, "at least 1, or 0 for all rows in one step"); }

    /// <summary>The number of passes over the rows, at least 1; 200 by default, as in scikit-learn. For a full-batch optimizer the number of its iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaximumNumberOfEpochs { get; init => field = Require.AtLeast(1, value); } = 200;

    /// <summary>The time after which training stops, more than zero; null (the default) for no limit. Asked before each step but the first, so that there is always a trained network. The time begins with training: making the rows does not count.</summary>
    /// <remarks>A step on many rows, and an evaluation of a full-batch optimizer, is asked before each part of 2,048 of them too; its unfinished step or iteration has no effect.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than zero.</exception>
    public TimeSpan? TimeBudget { get; init => field = Require.That(value is null || value > TimeSpan.Zero, value, "more than zero"); }

    /// <summary>The training cost at which training stops, finite; null (the default) for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number.</exception>
    public double? CostTolerance { get; init => field = Require.That(value is null || double.IsFinite(value.Value), value, "a finite number"); }

    /// <summary>When to stop because nothing is gained; by default after 20 epochs without a gain. Null: never.</summary>
    public EarlyStopping? EarlyStopping { get; init; } = new();

    /// <summary>How many epochs without a gain early stopping bears, at least 1; null (the default) for its own <see cref="EarlyStopping.Patience"/>, which is 20 where it was not given.</summary>
    /// <remarks>Rules, whatever <see cref="EarlyStopping"/> stands beside it; one whose own patience was given must agree. Only null without early stopping.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Patience { get; init => field = Require.AtLeast(1, value); }

    /// <summary>What happens when the cost or a parameter stops being finite; an error by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of <see cref="DivergenceRule"/>.</exception>
    public DivergenceRule Divergence { get; init => field = Require.That(Enum.IsDefined(value), value, "a member of DivergenceRule"); }

    /// <summary>The probability that a hidden unit is dropped from a step, in [0, 1); 0 by default. Inverted: kept units are divided by 1 − p, scoring needs no change.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float Dropout { get; init => field = Require.In(0f, 1f, value); }

    /// <summary>The probability that a feature is dropped from a step, in [0, 1); 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float InputDropout { get; init => field = Require.In(0f, 1f, value); }

    /// <summary>The rate of the inputs' gains as a multiple of the learning rate, at least 0, for example 3; 0 (the default) for no gains: W¹ = s ⊙ V, where s, one number for each input of the first layer and 1 at the start, is trained beside V.</summary>
    /// <remarks>
    /// An input that tells nothing is soon turned down as a whole. The network holds W¹ alone, so scoring knows nothing of gains. s does not decay, V does; <see cref="L2Regularization"/>, <see cref="L1Regularization"/>
    /// and <see cref="GradientClipNorm"/> are of W¹. An input is a feature, or a number of a <see cref="NumericalEmbedding"/>. Sparse rows are trained more slowly with gains.
    /// Members of an ensemble of <see cref="MemberKind.CodedNetwork"/> have none; in the others s starts the larger, the more of the targets a feature tells alone, between a fifth of the largest and the largest. Not together with <see cref="MaxNorm"/>, nor with a full-batch optimizer. The scaling layer of RealMLP: Holzmüller, Grinsztajn,
    /// Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular data" (2024), whose rate is 6.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number of at least 0.</exception>
    public float InputGainRate { get; init => field = Require.NotNegative(value); }

    /// <summary>The largest Euclidean norm of the weights that lead into a hidden unit, greater than 0, enforced after each step; null (the default) for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public float? MaxNorm { get; init => field = Require.Positive(value); }

    /// <summary>The largest Euclidean norm of a step's whole gradient, greater than 0; a longer one is scaled down. Null (the default) for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public float? GradientClipNorm { get; init => field = Require.Positive(value); }

    /// <summary>d of the moving average m ← d·m + (1 − d)·W that becomes the network, in (0, 1), 0.999 for example; null (the default) for the weights themselves.</summary>
    /// <remarks>In the first steps d is (1 + t)/(10 + t) where that is less, so that the initial weights are soon forgotten.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in (0, 1).</exception>
    public float? WeightAveraging { get; init => field = Require.That(value is null or (> 0 and < 1), value, "greater than 0 and less than 1"); }

    /// <summary>Factors of the example weights by class; null (the default) for none. Only for costs whose targets are classes.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>Whether features are shifted and scaled to a usual size, z = (x − centre)/deviation, learned from the training rows and kept in the network; true by default.</summary>
    /// <remarks>
    /// A few far values rule neither: the deviation is the distance of the quantiles 0.1 and 0.9, divided by 2.56, its value for a normal law of
    /// deviation 1; the centre is where the mean of x̂ is 0, or the median without <see cref="Saturate"/>. A feature most of whose values are one and the same is centred there and scaled by the others; one of two values becomes 0 and 1;
    /// one of a single value counts for nothing. Dense and sparse rows are scaled alike. Quantiles are those of at most 8,192 rows.
    /// </remarks>
    public bool Standardize { get; init; } = true;

    /// <summary>Whether standardized features are kept from going far from the centre, smoothly, as x̂ = z/√(1 + (κz)²); true by default. κ is 1 for features of which more than one value in 500 lies beyond 4 deviations, 1/3 for others, and the scale such that x̂ has deviation 1. ±∞ becomes ±1/κ.</summary>
    /// <remarks>Without effect where there is no hidden layer: the network is then logistic or linear regression.</remarks>
    public bool Saturate { get; init; } = true;

    /// <summary>Whether a missing feature (NaN) is replaced by the mean of the training rows, taken after scaling; true by default. If not, NaN is an error.</summary>
    public bool ImputeMissing { get; init; } = true;

    /// <summary>Whether targets are brought to a usual size for training, and outputs back again; null (the default): where the cost allows it, as its <see cref="Cost.TargetScaling"/> says.</summary>
    /// <remarks>
    /// A target that is one number in all rows is then predicted exactly. False: the cost is in the targets' own unit, and so are the network's weights; where the targets'
    /// deviation is below 30·η, single steps of Adam and its like undo what was learned, which a warning says.
    /// </remarks>
    public bool? StandardizeTargets { get; init; }

    /// <summary>The seed of initial weights, order of rows and dropout; 1 by default. Same seed, same machine: the same bits, at any number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of threads at most, at least 1; null (the default) or 0 for all processors. How many share a step is found out while training, by the time that steps take; the bits do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0.</exception>
    public int? NumberOfThreads { get; init => field = Require.That(value is null or >= 0, value, "at least 1, or null or 0 for all processors"); }

    /// <summary>Whether always as many threads as there may be share a step: for measurements, and for tests that want them all.</summary>
    internal bool HasFixedThreads { get; init; }

    /// <summary>Whether <see cref="TrainingResult.State"/> is kept, which takes as much memory as the parameters and the optimizer's state; false by default.</summary>
    public bool KeepState { get; init; }

    /// <summary>The end of an earlier training, to go on from; null (the default) for a training of its own.</summary>
    /// <remarks>
    /// The weights of its last step, the optimizer's state, and the numbers of step and epoch, on which schedule, order of rows and dropout depend: with the
    /// same rows, seed and other options, without early stopping and with a schedule that does not depend on the number of epochs in all, trainings of 3 and 7
    /// epochs give the bits of one of 10. Early stopping and the history begin anew.
    /// </remarks>
    public TrainingState? Continue { get; init; }

    /// <summary>Cancels training: the network is then that of the best epoch so far, or of the last step without early stopping, unless <see cref="ThrowOnCancel"/> is set.</summary>
    /// <remarks>
    /// Asked when <see cref="TimeBudget"/> is, and before the first step too. Cancelling before the first step is made, with a full-batch optimizer
    /// before the first iteration is finished, always ends in an <see cref="OperationCanceledException"/>, since there is no trained network to keep.
    /// </remarks>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Whether cancelling always throws <see cref="OperationCanceledException"/>; by default, false, only where no step was made, and training else ends with the network it has.</summary>
    public bool ThrowOnCancel { get; init; }

    /// <summary>Receives each epoch's record, on the training thread; what was warned of since the last one stands in it.</summary>
    public IProgress<EpochRecord>? Progress { get; init; }

    /// <summary>Called before each step, and between the parts of 2,048 rows of a step or an evaluation on more; may throw to end training.</summary>
    public Action? CheckAlive { get; init; }

    /// <summary>Receives warnings of what happened in training, such as a roll-back, at once and on the training thread.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Whether features that are mostly 0 have one scale in common, see <see cref="SharedScale"/>: for wide sparse rows, such as texts.</summary>
    internal bool SharesScale { get; init; }

    /// <summary>The gains that the first inputs start with, where there are gains; null: 1.</summary>
    internal float[]? InitialGains { get; init; }

    /// <summary>Whether features saturate, all options taken together.</summary>
    internal bool Saturates => Standardize && Saturate && HiddenLayers.Count > 0;

    /// <summary>The network that these options describe, without what <see cref="NumericalEmbedding"/> adds, which depends on the training rows.</summary>
    /// <param name="inputs">The number of features, at least 1.</param>
    /// <param name="outputs">The number of output units, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or there are more parameters than one array can hold.</exception>
    /// <exception cref="ArgumentException">There are more or fewer <see cref="LayerActivations"/> than <see cref="HiddenLayers"/>.</exception>
    public NetworkShape Shape(int inputs, int outputs) => Shape(inputs, outputs, embedding: null);

    /// <summary>The network that these options describe, with an embedding that rows or an initial network have chosen.</summary>
    internal NetworkShape Shape(int inputs, int outputs, EmbeddingShape? embedding)
    {
        IEnumerable<Activation> hidden = LayerActivations ?? Enumerable.Repeat(Activation, HiddenLayers.Count);
        return new NetworkShape(inputs, [.. HiddenLayers, outputs], [.. hidden, Cost.Link], UseBiases, embedding);
    }

    /// <summary>Whether these options fit together: each has an effect, and a meaning for the cost.</summary>
    /// <param name="outputs">The number of output units, or null where it is not known yet.</param>
    /// <exception cref="ArgumentOutOfRangeException">Two options do not; the message says name, rule and value.</exception>
    public void Check(int? outputs = null) => OptionCombinations.Check(this, outputs);

    private static int[] Widths(IReadOnlyList<int> widths)
    {
        int[] copy = [.. Require.Given(widths, nameof(HiddenLayers))];
        Require.That(copy.Length <= MostHiddenLayers, copy.Length, Invariant($"at most {MostHiddenLayers} layers"), nameof(HiddenLayers));
        foreach (int width in copy)
        {
            Require.That(width >= 1, width, "at least 1 in every layer", nameof(HiddenLayers));
        }

        return copy;
    }

    private static Activation Elementwise(Activation activation, [CallerMemberName] string name = "") =>
        Require.That(Require.Given(activation, name).IsElementwise, activation, "elementwise for a hidden layer", name);
}
