namespace MlpTrainer.Engine;

/// <summary>Everything about a network and its training that the user may choose. Defaults suit tables of numbers.</summary>
/// <remarks>Plain values; <see cref="NetworkTrainer.Train"/> checks them all before it starts.</remarks>
public sealed class TrainingOptions
{
    /// <summary>The <see cref="BatchSize"/> that stands for all rows: batch gradient descent.</summary>
    public const int FullBatch = 0;

    /// <summary>The number of units of each hidden layer, each at least 1; one layer of 100 by default, as in scikit-learn. Empty: logistic or linear regression.</summary>
    public IReadOnlyList<int> HiddenLayers { get; init; } = [100];

    /// <summary>The activation of the hidden layers; ReLU by default. Elementwise.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The activation of each hidden layer where they differ; null (the default) for <see cref="Activation"/> throughout.</summary>
    public IReadOnlyList<Activation>? LayerActivations { get; init; }

    /// <summary>Whether layers have biases; true by default.</summary>
    public bool UseBiases { get; init; } = true;

    /// <summary>The cost, which also decides the output activation; cross-entropy with a sigmoid output by default.</summary>
    public Cost Cost { get; init; } = new CrossEntropyCost();

    /// <summary>The optimizer; Adam with learning rate 0.001 by default.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>How the learning rate changes; not at all by default.</summary>
    public Schedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>The initial weights; null (the default) for those that suit each layer's activation, see <see cref="Activation.DefaultInitializer"/>.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>λ in C + (λ/2)·ΣW², at least 0; 1e-4 by default. Biases are never regularized. The term is added to the cost of each batch, whatever its size.</summary>
    public double L2Regularization { get; init; } = 1e-4;

    /// <summary>λ₁ in C + λ₁·Σ|W|, at least 0; 0 by default. The subgradient at W = 0 is 0. Biases are never regularized.</summary>
    public double L1Regularization { get; init; }

    /// <summary>Rows per step, at least 1, or <see cref="FullBatch"/>; null (the default) for 200 or a thirtieth of the rows, whichever is less, but at least 16.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The number of passes over the rows, at least 1; 200 by default, as in scikit-learn. For a full-batch optimizer the number of its iterations.</summary>
    public int MaximumEpochs { get; init; } = 200;

    /// <summary>The time after which training stops, greater than 0; null (the default) for no limit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>The training cost at which training stops, finite; null (the default) for none.</summary>
    public double? CostTolerance { get; init; }

    /// <summary>When to stop because nothing is gained; null (the default) for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>What happens when the cost or a parameter stops being finite; an error by default.</summary>
    public DivergenceRule Divergence { get; init; }

    /// <summary>The probability that a hidden unit is dropped from a step, in [0, 1); 0 by default. Inverted: kept units are divided by 1 − p, scoring needs no change.</summary>
    public float Dropout { get; init; }

    /// <summary>The probability that a feature is dropped from a step, in [0, 1); 0 by default.</summary>
    public float InputDropout { get; init; }

    /// <summary>The largest Euclidean norm of the weights that lead into a hidden unit, greater than 0, enforced after each step; null (the default) for no limit.</summary>
    public float? MaxNorm { get; init; }

    /// <summary>The largest Euclidean norm of a step's whole gradient, greater than 0; a longer one is scaled down. Null (the default) for no limit.</summary>
    public float? GradientClipNorm { get; init; }

    /// <summary>d of the moving average m ← d·m + (1 − d)·W that becomes the network, in (0, 1), 0.999 for example; null (the default) for the weights themselves.</summary>
    /// <remarks>In the first steps d is (1 + t)/(10 + t) where that is less, so that the initial weights are soon forgotten.</remarks>
    public float? WeightAveraging { get; init; }

    /// <summary>Factors of the example weights by class; null (the default) for none.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>Whether features are shifted and scaled to mean 0 and variance 1, learned from the training rows and kept in the network; true by default. Sparse features are scaled only.</summary>
    public bool Standardize { get; init; } = true;

    /// <summary>Whether standardized features are kept from going far from the mean, smoothly, as x̂ = z/√(1 + (κz)²); false by default. κ is 1 for features of which more than one value in 500 lies beyond 4 standard deviations, 1/3 for others.</summary>
    public bool Saturate { get; init; }

    /// <summary>Whether a missing feature (NaN) becomes 0 after scaling, which is the mean where features are standardized; true by default. If not, NaN is an error.</summary>
    public bool ImputeMissing { get; init; } = true;

    /// <summary>Whether targets are shifted and scaled to mean 0 and variance 1 for training, and outputs back again; false by default. Only for costs that allow it.</summary>
    public bool StandardizeTargets { get; init; }

    /// <summary>The seed of initial weights, order of rows and dropout; 1 by default. Same seed, same machine: the same bits, at any number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of threads at most, at least 1, or 0 (the default) for all. Steps too short to be worth sharing run on fewer.</summary>
    public int NumberOfThreads { get; init; }

    /// <summary>Cancels training, which is asked before each step.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Whether cancelling throws <see cref="OperationCanceledException"/>; by default training ends with the network it has.</summary>
    public bool ThrowOnCancel { get; init; }

    /// <summary>Receives each epoch's record, on the training thread.</summary>
    public IProgress<EpochRecord>? Progress { get; init; }

    /// <summary>Called once before each step; may throw to end training.</summary>
    public Action? CheckAlive { get; init; }

    /// <summary>Receives remarks on what happened in training, such as a roll-back.</summary>
    public Action<string>? Warn { get; init; }
}
