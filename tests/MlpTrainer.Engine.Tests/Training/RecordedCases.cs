namespace MlpTrainer.Engine.Tests;

/// <summary>The trainings whose bits are recorded: each task, each way to make a step, each optimizer, on full and on sparse rows.</summary>
internal static class RecordedCases
{
    public static IReadOnlyList<RecordedCase> All { get; } =
    [
        .. Tasks(), .. OnDenseAndSparse("dense", RecordedData.Dense), .. OnDenseAndSparse("sparse", RecordedData.Sparse), .. LargeBatches(), .. Others(),
    ];

    /// <summary>Those that meet every kernel.</summary>
    public static IReadOnlyList<RecordedCase> Short { get; } = [.. Tasks(), .. Others()];

    public static RecordedCase Named(string name) => All.Single(recorded => recorded.Name == name);

    private static IEnumerable<RecordedCase> Tasks() => Enum.GetValues<RecordedTask>().SelectMany(task => new RecordedCase[]
    {
        new($"task-{task}-dense", RecordedData.Dense, task),
        new($"task-{task}-sparse", RecordedData.Sparse, task),
        new($"task-{task}-narrow-sparse", RecordedData.NarrowSparse, task) { BatchSize = 64 },
    });

    private static IEnumerable<RecordedCase> OnDenseAndSparse(string rows, Func<RecordedTask, RecordedData> data)
    {
        foreach ((string name, Optimizer optimizer) in Optimizers())
        {
            yield return new($"{name}-{rows}", data) { Optimizer = optimizer };
        }

        yield return new($"clipped-{rows}", data) { ClipNorm = 0.2f };
        yield return new($"max-norm-{rows}", data) { MaxNorm = 0.8f };
        yield return new($"clipped-and-max-norm-{rows}", data) { ClipNorm = 0.2f, MaxNorm = 0.8f, L1 = 1e-3, Averaging = 0.9f };
        yield return new($"l1-{rows}", data) { L1 = 1e-3 };
        yield return new($"not-regularized-{rows}", data) { L2 = 0 };
        yield return new($"averaged-{rows}", data) { Averaging = 0.9f };
        yield return new($"dropout-{rows}", data) { Dropout = 0.3f, InputDropout = 0.1f };
        yield return new($"saturated-{rows}", data) { Saturate = true };
        yield return new($"not-standardized-{rows}", data) { Standardize = false };
        yield return new($"no-hidden-layer-{rows}", data) { HiddenLayers = [], Activations = [] };
        yield return new($"no-biases-{rows}", data) { UseBiases = false };
        yield return new($"class-weights-{rows}", data) { ClassWeights = ClassWeights.Explicit(0.7f, 1.6f) };
        yield return new($"warm-start-{rows}", data) { GoesOn = true };
        yield return new($"early-stopping-{rows}", data)
        {
            HoldsOut = true, Epochs = 5, EarlyStopping = new() { Patience = 1, MinimumImprovement = 0.01, Metric = Metric.Auc },
        };
        yield return new($"roll-back-{rows}", data, RecordedTask.Regression)
        {
            Activations = [Activation.Identity, Activation.Identity], Divergence = DivergenceRule.RollBack, Averaging = 0.9f,
            Optimizer = new Sgd { LearningRate = 100f, Momentum = 0.9f, Nesterov = false },
        };
    }

    private static IEnumerable<(string Name, Optimizer Optimizer)> Optimizers() =>
    [
        ("sgd", new Sgd { LearningRate = 0.05f, Momentum = 0f, Nesterov = false }),
        ("sgd-momentum", new Sgd { LearningRate = 0.05f, Momentum = 0.9f, Nesterov = false }),
        ("sgd-nesterov", new Sgd { LearningRate = 0.05f, Momentum = 0.9f, Nesterov = true }),
        ("adagrad", new AdaGrad { LearningRate = 0.05f, Epsilon = 1e-10f }),
        ("rmsprop", new RmsProp { LearningRate = 0.01f, Decay = 0.99f, Momentum = 0f, Epsilon = 1e-8f }),
        ("rmsprop-momentum", new RmsProp { LearningRate = 0.01f, Decay = 0.99f, Momentum = 0.5f, Epsilon = 1e-8f }),
        ("adamw", new AdamW { LearningRate = 0.01f, WeightDecay = 0.01f, Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f }),
        ("nadam", new Nadam { LearningRate = 0.01f, Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f }),
        ("lbfgs", new Lbfgs { LearningRate = 1f, Memory = 10, GradientTolerance = 1e-5, CostTolerance = 1e-9 }),
    ];

    /// <summary>Batches of more than the 2048 rows that a step holds at once.</summary>
    private static IEnumerable<RecordedCase> LargeBatches() =>
    [
        new("large-batch-dense", RecordedData.Long) { BatchSize = 2200, Epochs = 2 },
        new("large-batch-sparse", RecordedData.LongSparse) { BatchSize = 2060, Epochs = 2 },
        new("large-batch-clipped", RecordedData.Long) { BatchSize = 2200, ClipNorm = 0.2f, Epochs = 2 },
        new("large-batch-several-outputs", RecordedData.Long, RecordedTask.SeveralOutputs) { BatchSize = TrainingOptions.FullBatch, Epochs = 2 },
        new("large-batch-lbfgs", RecordedData.Long, RecordedTask.Multiclass)
        {
            Optimizer = new Lbfgs { LearningRate = 1f, Memory = 3, GradientTolerance = 1e-5, CostTolerance = 1e-9 },
        },
    ];

    private static IEnumerable<RecordedCase> Others() =>
    [
        new("one-row-a-batch", RecordedData.Dense) { BatchSize = 1, Epochs = 1 },
        new("full-batch", RecordedData.Dense) { BatchSize = TrainingOptions.FullBatch },
        new("large-network", RecordedData.Clean) { HiddenLayers = [500, 520], Epochs = 1 },
        new("missing-values-not-filled-in", RecordedData.Clean) { ImputeMissing = false },
        new("tanh-gelu", RecordedData.Dense) { Activations = [Activation.Tanh, Activation.Gelu] },
        new("silu-mish", RecordedData.Dense) { Activations = [Activation.Silu, Activation.Mish] },
        new("selu-softplus", RecordedData.Sparse) { Activations = [Activation.Selu, Activation.Softplus] },
        new("sigmoid-hard-swish", RecordedData.Sparse) { Activations = [Activation.Sigmoid, Activation.HardSwish] },
        new("huber-sum", RecordedData.Dense, RecordedTask.Regression)
        {
            Cost = new HuberCost { Delta = 0.5, Reduction = Reduction.Sum },
            Optimizer = new Sgd { LearningRate = 1e-4f, Momentum = 0.9f, Nesterov = true },
        },
        new("label-smoothing", RecordedData.Dense) { Cost = new CrossEntropyCost { LabelSmoothing = 0.1, Reduction = Reduction.Mean } },
        new("class-smoothing", RecordedData.Dense, RecordedTask.Multiclass)
        {
            Cost = new SoftmaxCrossEntropyCost { LabelSmoothing = 0.1, Reduction = Reduction.Mean },
        },
        new("he-cosine", RecordedData.Dense)
        {
            Initializer = new HeInitializer { Normal = false }, Schedule = new CosineSchedule { WarmUp = 0.1, Floor = 0.01 },
        },
        new("normal-weights-one-cycle", RecordedData.Sparse)
        {
            Initializer = new GlorotInitializer { Normal = true },
            Schedule = new OneCycleSchedule { Rise = 0.3, InitialDivisor = 25, FinalDivisor = 1e4 },
        },
    ];
}
