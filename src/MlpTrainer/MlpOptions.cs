using Microsoft.ML;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;

namespace MlpTrainer;

/// <summary>What the trainers of all tasks let you choose. Public fields with ML.NET's names, as options of ML.NET's own trainers are.</summary>
/// <remarks>
/// Copied and checked when the trainer is made: what is changed afterwards is for the next trainer. The columns' names are inherited:
/// <c>LabelColumnName</c>, <c>FeatureColumnName</c> and <c>ExampleWeightColumnName</c> (null: every row weighs 1). An option that would be without
/// effect beside another is refused: a full-batch optimizer (<see cref="Lbfgs"/>) makes its own steps from all rows, so that beside it there is no
/// learning rate, schedule, batch size, dropout, max-norm, clipping, averaging or roll-back.
/// </remarks>
#pragma warning disable CA1051 // fields and not properties: ML.NET's convention for options
public abstract class MlpOptions : TrainerInputBaseWithWeight
{
    /// <summary>Width of each hidden layer, first to last; each at least 1, at most 1,000 of them. Empty: no hidden layer, which is linear or logistic regression.
    /// Null (the default): chosen from rows and features by <see cref="Effort"/>, and with it what the members of an ensemble are, see <see cref="EnsembleSize"/>.</summary>
    public int[]? HiddenLayers;

    /// <summary>How much is done for a better model where <see cref="HiddenLayers"/> and <see cref="EnsembleSize"/> are null. By default <see cref="TrainingEffort.Balanced"/>.</summary>
    public TrainingEffort Effort = TrainingEffort.Balanced;

    /// <summary>
    /// How many networks of each kind are trained, each with its own fold held out, and averaged into one; at least 1. 1: a single network. Null: one where
    /// <see cref="HiddenLayers"/> are given, where a model is trained on (a warm start, <see cref="ContinueTraining"/>), where <see cref="ValidationFraction"/> is 0
    /// and with a full-batch optimizer; else by <see cref="Effort"/>.
    /// </summary>
    /// <remarks>
    /// An ensemble is one model of one network, whose z^L is the weighted mean of the members': see <see cref="EnsembleTrainer"/>. Where
    /// <see cref="HiddenLayers"/> is null, members are of three kinds (<see cref="MemberKind"/>), and out-of-fold scores say how much each counts; where they are given, or
    /// <see cref="Activation"/> is not relu or <see cref="UseBiases"/> off, all members are such networks. Where the layers are more than one they stand in the model as
    /// block-diagonal matrices, with their zeros.
    /// </remarks>
    public int? EnsembleSize;

    /// <summary>a = f(z) of the hidden layers: one of <see cref="Activation.All"/>.</summary>
    public Activation Activation = Usual.Activation;

    /// <summary>An activation for each hidden layer, when they are to differ; as many as <see cref="HiddenLayers"/>. Null: all have <see cref="Activation"/>.</summary>
    public IReadOnlyList<Activation>? LayerActivations;

    /// <summary>How numbers come into the network: a <see cref="PiecewiseLinearEmbedding"/> or a <see cref="PeriodicEmbedding"/>. Null: as they are, after scaling. For a single network (<see cref="EnsembleSize"/> 1) and for ensembles of chosen
    /// <see cref="HiddenLayers"/>; the default ensemble has piecewise-linear members of its own, and refuses it. Only for dense rows: fewer than 100 features, or more than a twentieth of the values not 0.</summary>
    public NumericalEmbedding? NumericalEmbedding;

    /// <summary>Whether the layers have biases b in z = a·W + b.</summary>
    public bool UseBiases = Usual.UseBiases;

    /// <summary>What training makes small; one that has a meaning for the task, see <see cref="Cost.Tasks"/>. Null: the task's usual cost (cross-entropy for classes, squared error for numbers).</summary>
    public Cost? Cost;

    /// <summary>The rule that turns gradients into steps. Null: <see cref="AdamW"/>.</summary>
    public Optimizer? Optimizer;

    /// <summary>λ of the optimizer's decoupled decay, W ← W − η·λ·W at each step; biases never decay. At least 0; only null or 0 beside an optimizer that has none. Null: the
    /// optimizer's own, 0.1 for <see cref="AdamW"/>. It rules, whatever AdamW stands beside it, but must agree with an <see cref="AdamW.WeightDecay"/> that was given.</summary>
    public float? WeightDecay;

    /// <summary>η, the size of a step: a finite number greater than 0. Null: the optimizer's own; 0.004 in an ensemble whose <see cref="HiddenLayers"/> and
    /// <see cref="Optimizer"/> are left to the trainer.</summary>
    public float? LearningRate;

    /// <summary>How η changes in the course of training. Null: not at all; in an ensemble whose <see cref="HiddenLayers"/> are left to the trainer, times 0.3 when the validation
    /// cost has not fallen for 5 epochs (<see cref="ReduceOnPlateauSchedule"/>).</summary>
    public Schedule? Schedule;

    /// <summary>The weights at the start. Null: He's for the ReLU family, LeCun's for SELU, Glorot's for the others.</summary>
    public Initializer? Initializer;

    /// <summary>λ in the penalty (λ/2)·ΣW² added to the cost; biases are never penalized. At least 0.</summary>
    public double L2Regularization = Usual.L2Regularization;

    /// <summary>λ₁ in the penalty λ₁·Σ|W| added to the cost; biases are never penalized. At least 0.</summary>
    public double L1Regularization = Usual.L1Regularization;

    /// <summary>Rows per step; at least 1. 0: all rows in one step (full batch). Null: 200 or a thirtieth of the rows, whichever is less, but at least 16.</summary>
    public int? BatchSize;

    /// <summary>Most passes over the training rows; at least 1. For a full-batch optimizer most iterations. A warning says where they ended a training that still
    /// gained, with <see cref="EarlyStopping"/>, or an optimizer that had not converged. The members of an ensemble whose
    /// <see cref="HiddenLayers"/> are left to the trainer train at most 20 million rows each, or ten epochs; for wide sparse rows there are at most 60 iterations.</summary>
    public int MaximumNumberOfEpochs = Usual.MaximumNumberOfEpochs;

    /// <summary>Stop when this much time has passed, in the middle of an epoch too; more than zero. Asked before each step but the first, so that
    /// there is always a trained model. Reading the rows does not count: the time begins with training. An ensemble has as many members as fit.
    /// Null: no limit. Results then depend on the machine's speed.</summary>
    public TimeSpan? TimeBudget;

    /// <summary>Stop when the training cost has fallen to this; a finite number. Null: don't.</summary>
    public double? CostTolerance;

    /// <summary>When to stop because the validation cost, or a metric that has a meaning for the task, no longer gains; the best weights are restored. Null: never.
    /// Where there are no validation rows, or their cost is no finite number, the training cost is watched. By default 20 epochs are borne without a gain of at least
    /// a ten-thousandth of the best value, see <see cref="EarlyStopping.MinimumImprovement"/>.</summary>
    public EarlyStopping? EarlyStopping = Usual.EarlyStopping;

    /// <summary>How many epochs without a gain <see cref="EarlyStopping"/> bears; at least 1, and only null without it. Null: its own
    /// <see cref="EarlyStopping.Patience"/>, by default 20; 15 in an ensemble whose <see cref="HiddenLayers"/> are left to the trainer, where it was not given there either. It rules, whatever stands beside it, but must agree with a patience that was given there.</summary>
    public int? Patience;

    /// <summary>Share of the rows held out for validation, chosen by <see cref="Seed"/>; for classes the same share of each. In [0, 1); 0: none.
    /// Where it is given, the members of an ensemble all hold out the same rows. Null: they hold out a fold each; a single network holds out a tenth, or none where there are fewer than 100 rows. Only null or 0 beside <see cref="ValidationData"/>, which are used instead, as
    /// validation rows given to <c>Fit</c> are.</summary>
    public double? ValidationFraction;

    /// <summary>A view of validation rows with the columns that are trained on, as the data have them at the trainer's place in the pipeline: a key
    /// label's keys stand for the same classes in the same order. Null: none.</summary>
    public IDataView? ValidationData;

    /// <summary>A key, integer or text column: rows with the same value are never on both sides of the validation split. Null: rows are independent.
    /// Not read where validation rows are given, since nothing is split then.</summary>
    public string? GroupColumnName;

    /// <summary>What to do when the cost or a weight becomes infinite or NaN: stop with an error, or return to the last good weights with a smaller step.</summary>
    public DivergenceRule Divergence = Usual.Divergence;

    /// <summary>Share of hidden activations set to 0 in a training step (the others are scaled up); in [0, 1). 0 (the default): none, but 0.2 for the two-layer networks of an
    /// ensemble whose <see cref="HiddenLayers"/> are left to the trainer.</summary>
    public float Dropout = Usual.Dropout;

    /// <summary>Share of features set to 0 in a training step (the others are scaled up); in [0, 1).</summary>
    public float InputDropout = Usual.InputDropout;

    /// <summary>Rate of the inputs' gains as a multiple of the learning rate, at least 0: each input of the first layer has a factor that is trained with the weights, so that one which tells
    /// nothing is soon turned down; the model holds the products. Not together with <see cref="MaxNorm"/>. 0: no gains. Null: 0; 3 in an ensemble whose <see cref="HiddenLayers"/> are left to the trainer, of
    /// rows that are not sparse and without <see cref="MaxNorm"/>. Members of <see cref="MemberKind.CodedNetwork"/> have none.</summary>
    public float? InputGainRate;

    /// <summary>Largest Euclidean norm of the weights into one hidden unit, restored after each step; output units are free. Greater than 0. Null: no limit.</summary>
    public float? MaxNorm;

    /// <summary>Largest Euclidean norm of a step's gradient, scaled down where it is larger; greater than 0. Null: no limit.</summary>
    public float? GradientClipNorm;

    /// <summary>Decay of a running average of the weights which becomes the model; in (0, 1). Null: the weights themselves; 0.99 in an ensemble whose <see cref="HiddenLayers"/>
    /// are left to the trainer.</summary>
    public float? WeightAveraging;

    /// <summary>Whether to standardize features, z = (x − centre)/deviation. Learned in training, carried in the model. A few far values rule neither: the
    /// deviation is the distance of the quantiles 0.1 and 0.9, divided by 2.56, its value for a normal law of deviation 1; the centre is where the mean of x̂ is 0, or the median without
    /// <see cref="Saturate"/>. A feature most of whose values
    /// are one and the same is centred there and scaled by the others; one of two values becomes 0 and 1; one of a single value counts for nothing. Dense
    /// and sparse rows are scaled alike. Quantiles are those of at most 8,192 rows.
    /// A model to start from brings its own scaling: then this, <see cref="Saturate"/> and <see cref="ImputeMissing"/> are as that model was trained.</summary>
    public bool Standardize = Usual.Standardize;

    /// <summary>Whether standardized features are kept from going far from the centre, smoothly, so that a few outliers don't rule training or
    /// scores: x̂ = z/√(1 + (κz)²), κ = 1 for features of which more than one value in 500 lies beyond 4 deviations, 1/3 for others, and the scale such
    /// that x̂ has deviation 1. Infinite features then count as the largest numbers, in training as in scoring. Features that are not standardized
    /// (<see cref="Standardize"/>) are left alone, and so are all where there is no hidden layer, which makes linear or logistic regression: in both cases
    /// rows with an infinite feature are skipped in training.</summary>
    public bool Saturate = Usual.Saturate;

    /// <summary>Whether a missing feature (NaN) is replaced by the training rows' mean, taken after scaling, whether rows come dense or sparse.
    /// If not, such rows are skipped in training and get NaN scores.</summary>
    public bool ImputeMissing = Usual.ImputeMissing;

    /// <summary>Seed of weights, shuffles and dropout: the same seed gives the same model to the bit, at any number of threads. Null: each trainer draws one from the
    /// MLContext when it is made, so that a trainer gives the same model at every <c>Fit</c> on the same rows; with <c>new MLContext(seed)</c> every run of the program does.</summary>
    public int? Seed;

    /// <summary>Threads to train with at most; at least 1. Null or 0: as many as the machine has processors. How many share a step is found out while training, by the time that steps take: more are not always faster.</summary>
    public int? NumberOfThreads;

    /// <summary>Told after every epoch, of an ensemble's first member only, on the thread that trains it, with what was warned of since the epoch before; the first time also while the rows were read.</summary>
    public IProgress<EpochRecord>? Progress;

    /// <summary>Whether <c>Fit(data, model)</c> goes on where the model's training ended: with the weights of its last step, the optimizer's state, and the numbers of
    /// step and epoch, on which schedule, order of rows and dropout depend; else only the model's weights are taken and all that starts anew. The model keeps what that
    /// takes, two to four times its parameters, in memory only; one that was trained without this option, or loaded from a file, is an error.</summary>
    public bool ContinueTraining;

    /// <summary>Ends training early. The model of the best epoch so far is returned, with <see cref="StopReason.Cancelled"/>; before the first step is
    /// made there is none, and <c>Fit</c> ends with an <see cref="OperationCanceledException"/>. Asked at each row that is read, too.</summary>
    public CancellationToken CancellationToken;

    /// <summary>Whether <see cref="CancellationToken"/> always ends training with an <see cref="OperationCanceledException"/> instead of a model. By default
    /// only where there is no model yet.</summary>
    public bool ThrowOnCancel = Usual.ThrowOnCancel;

    /// <summary>The engine's defaults, which are ours.</summary>
    internal static TrainingOptions Usual { get; } = new();

    /// <summary>What the task asks of its options.</summary>
    internal abstract MlpTask Task { get; }

    /// <summary>Options that no longer change with these.</summary>
    internal MlpOptions Copy()
    {
        var copy = (MlpOptions)MemberwiseClone();
        copy.HiddenLayers = HiddenLayers is null ? null : [.. HiddenLayers];
        copy.LayerActivations = LayerActivations is null ? null : [.. LayerActivations];
        return copy;
    }

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
