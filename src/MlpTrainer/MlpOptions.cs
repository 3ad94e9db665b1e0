using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer;

/// <summary>What the trainers of all tasks let you choose. Public fields with ML.NET's names, as options of ML.NET's own trainers are.</summary>
/// <remarks>Checked once, when the trainer is made. The columns' names are inherited: <c>LabelColumnName</c>, <c>FeatureColumnName</c>
/// and <c>ExampleWeightColumnName</c> (null: every row weighs 1).</remarks>
#pragma warning disable CA1051 // fields and not properties: ML.NET's convention for options
public abstract class MlpOptions : TrainerInputBaseWithWeight
{
    /// <summary>Width of each hidden layer, first to last; each at least 1. Empty: no hidden layer, which is linear or logistic regression.</summary>
    public int[] HiddenLayers = [512];

    /// <summary>a = f(z) of the hidden layers.</summary>
    public Activation Activation = Activation.Relu;

    /// <summary>An activation for each hidden layer, when they are to differ; as many as <see cref="HiddenLayers"/>. Null: all have <see cref="Activation"/>.</summary>
    public IReadOnlyList<Activation>? LayerActivations;

    /// <summary>Whether the layers have biases b in z = a·W + b.</summary>
    public bool UseBiases = true;

    /// <summary>What training makes small. Null: the task's usual cost (cross-entropy for classes, squared error for numbers).</summary>
    public Cost? Cost;

    /// <summary>The rule that turns gradients into steps. Null: <see cref="AdamW"/> with weight decay 0.1.</summary>
    public Optimizer? Optimizer;

    /// <summary>η, the size of a step: a finite number greater than 0. Null: the optimizer's own.</summary>
    public float? LearningRate;

    /// <summary>How η changes in the course of training. Null: not at all.</summary>
    public Schedule? Schedule;

    /// <summary>The weights at the start. Null: He's for the ReLU family, LeCun's for SELU, Glorot's for the others.</summary>
    public Initializer? Initializer;

    /// <summary>λ in the penalty (λ/2)·ΣW² added to the cost; biases are never penalized. At least 0.</summary>
    public double L2Regularization;

    /// <summary>λ₁ in the penalty λ₁·Σ|W| added to the cost; biases are never penalized. At least 0.</summary>
    public double L1Regularization;

    /// <summary>Rows per step; at least 1. 0: all rows in one step (full batch). Null: 200 or a thirtieth of the rows, whichever is less, but at least 16.</summary>
    public int? BatchSize;

    /// <summary>Most passes over the training rows; at least 1.</summary>
    public int MaximumNumberOfEpochs = 200;

    /// <summary>Stop after the epoch in which this much time has passed; more than zero. Null: no limit. Results then depend on the machine's speed.</summary>
    public TimeSpan? TimeBudget;

    /// <summary>Stop when the training cost has fallen to this; a finite number. Null: don't.</summary>
    public double? CostTolerance;

    /// <summary>When to stop because the validation cost, or a metric, no longer gains; the best weights are restored. Null: never.
    /// Where there are no validation rows the training cost is watched. By default 20 epochs without a gain are borne.</summary>
    public EarlyStopping? EarlyStopping = new() { Patience = 20 };

    /// <summary>Share of the rows held out for validation, chosen by <see cref="Seed"/>; for classes the same share of each. In [0, 1); 0: none.
    /// Null: a tenth, or none where there are fewer than 100 rows. Not used when validation data are given.</summary>
    public double? ValidationFraction;

    /// <summary>A view of validation rows with the same columns as the training data at the trainer's place in the pipeline. Null: none.</summary>
    public IDataView? ValidationData;

    /// <summary>A key, integer or text column: rows with the same value are never on both sides of the validation split. Null: rows are independent.</summary>
    public string? GroupColumnName;

    /// <summary>What to do when the cost or a weight becomes infinite or NaN: stop with an error, or return to the last good weights with a smaller step.</summary>
    public DivergenceRule Divergence = DivergenceRule.Stop;

    /// <summary>Share of hidden activations set to 0 in a training step (the others are scaled up); in [0, 1).</summary>
    public float Dropout;

    /// <summary>Share of features set to 0 in a training step (the others are scaled up); in [0, 1).</summary>
    public float InputDropout;

    /// <summary>Largest Euclidean norm of the weights into one unit; greater than 0. Null: no limit.</summary>
    public float? MaxNorm;

    /// <summary>Largest Euclidean norm of a step's gradient, scaled down where it is larger; greater than 0. Null: no limit.</summary>
    public float? GradientClipNorm;

    /// <summary>Decay of a running average of the weights which becomes the model; in (0, 1). Null: the weights themselves.</summary>
    public float? WeightAveraging;

    /// <summary>Whether to standardize features (mean 0, variance 1; sparse data are only scaled). Learned in training, carried in the model.</summary>
    public bool Standardize = true;

    /// <summary>Whether standardized features are kept from going far from the mean, smoothly, so that a few outliers don't rule training or
    /// scores: x̂ = z/√(1 + (κz)²), κ = 1 for features of which more than one value in 500 lies beyond 4 standard deviations, 1/3 for others. Goes with <see cref="Standardize"/>.</summary>
    public bool Saturate = true;

    /// <summary>Whether a missing feature (NaN) is replaced by the training rows' mean. If not, such rows are skipped in training and get NaN scores.</summary>
    public bool ImputeMissing = true;

    /// <summary>Seed of weights, shuffles and dropout: the same seed gives the same model to the bit, at any number of threads. Null: from the MLContext's.</summary>
    public int? Seed;

    /// <summary>Threads to train with at most; at least 1. Null: as many as the machine has processors. Steps too short to be worth sharing run on fewer.</summary>
    public int? NumberOfThreads;

    /// <summary>Told after every epoch, on the thread that trains.</summary>
    public IProgress<EpochRecord>? Progress;

    /// <summary>Ends training early. The model of the best epoch so far is returned, with <see cref="StopReason.Cancelled"/>.</summary>
    public CancellationToken CancellationToken;

    /// <summary>Whether <see cref="CancellationToken"/> ends training with an <see cref="OperationCanceledException"/> instead of a model.</summary>
    public bool ThrowOnCancel;

    /// <summary>Factors of the example weights by class, for the tasks that have classes.</summary>
    internal virtual ClassWeights? Classes => null;

    /// <summary>Whether targets are standardized, for the tasks that predict numbers.</summary>
    internal virtual bool StandardizesTargets => false;

    /// <summary>Throws for the first option that is out of range, naming option, rule and value.</summary>
    internal void Check(IExceptionContext host)
    {
        var rules = new OptionRules(host);
        rules.CheckNetwork(this);
        rules.CheckSteps(this);
        rules.CheckValidation(this);
    }

    /// <summary>η stays as it is.</summary>
    internal static Schedule DefaultSchedule { get; } = new ConstantSchedule();

    /// <summary>The columns, as the catalog's few arguments name them.</summary>
    internal void Choose(string label, string features, string? weight) =>
        (LabelColumnName, FeatureColumnName, ExampleWeightColumnName) = (label, features, weight);

    /// <summary>The catalog's few arguments; null leaves the default.</summary>
    internal void Choose(int[]? hiddenLayers, int? epochs, float? learningRate, double l2)
    {
        HiddenLayers = hiddenLayers ?? HiddenLayers;
        MaximumNumberOfEpochs = epochs ?? MaximumNumberOfEpochs;
        LearningRate = learningRate;
        L2Regularization = l2;
    }
}
