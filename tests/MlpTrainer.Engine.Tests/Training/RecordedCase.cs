namespace MlpTrainer.Engine.Tests;

/// <summary>A training whose bits are recorded. It spells out every option, so that another default changes no record.</summary>
internal sealed record RecordedCase(string Name, Func<RecordedTask, RecordedData> Data, RecordedTask Task = RecordedTask.Binary)
{
    public Cost Cost { get; init; } = Task switch
    {
        RecordedTask.Binary => new CrossEntropyCost { LabelSmoothing = 0, Reduction = Reduction.Mean },
        RecordedTask.Multiclass => new SoftmaxCrossEntropyCost { LabelSmoothing = 0, Reduction = Reduction.Mean },
        _ => new QuadraticCost { Factor = 0.5, Reduction = Reduction.Mean },
    };

    public int[] HiddenLayers { get; init; } = [24, 12];

    public Activation[] Activations { get; init; } = [Activation.Relu, Activation.Relu];

    public bool UseBiases { get; init; } = true;

    public Optimizer Optimizer { get; init; } = new Adam { LearningRate = 0.01f, Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f };

    public Schedule Schedule { get; init; } = new ConstantSchedule();

    public Initializer Initializer { get; init; } = new GlorotInitializer { Normal = false };

    public double L2 { get; init; } = 1e-4;

    public double L1 { get; init; }

    /// <summary>Null for what suits the rows: enough of them to be shared by threads, few enough of sparse ones to defer steps.</summary>
    public int? BatchSize { get; init; }

    public int Epochs { get; init; } = 3;

    public EarlyStopping? EarlyStopping { get; init; }

    public DivergenceRule Divergence { get; init; } = DivergenceRule.Stop;

    public float Dropout { get; init; }

    public float InputDropout { get; init; }

    public float? MaxNorm { get; init; }

    public float? ClipNorm { get; init; }

    public float? Averaging { get; init; }

    public ClassWeights? ClassWeights { get; init; }

    public bool Standardize { get; init; } = true;

    public bool Saturate { get; init; }

    public bool ImputeMissing { get; init; } = true;

    /// <summary>Whether part of the rows is held out for early stopping to watch.</summary>
    public bool HoldsOut { get; init; }

    /// <summary>Whether training is gone on with from the network it gave.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Trains, and scores some rows.</summary>
    public (TrainingResult Result, float[] Scores) Run(int threads)
    {
        RecordedData data = Data(Task);
        int outputs = Task is RecordedTask.Multiclass or RecordedTask.SeveralOutputs ? RecordedData.Outputs : 1;
        TrainingOptions options = Options(threads, data.Set.IsSparse);
        (TrainingSet train, TrainingSet? held) = HoldsOut ? data.Set.Split(0.3, seed: 3, SplitBy.Rows) : (data.Set, null);
        TrainingResult result = NetworkTrainer.Train(train, held, outputs, options);
        if (GoesOn)
        {
            result = NetworkTrainer.Train(train, held, outputs, options, result.Network);
        }

        return (result, data.Scores(result.Network, threads));
    }

    private TrainingOptions Options(int threads, bool isSparse) => new()
    {
        HiddenLayers = HiddenLayers,
        Activation = Activation.Relu,
        LayerActivations = Activations,
        UseBiases = UseBiases,
        Cost = Cost,
        Optimizer = Optimizer,
        Schedule = Schedule,
        Initializer = Initializer,
        L2Regularization = L2,
        L1Regularization = L1,
        BatchSize = Optimizer is FullBatchOptimizer ? null : BatchSize ?? (isSparse ? 16 : 128),
        MaximumNumberOfEpochs = Epochs,
        TimeBudget = null,
        CostTolerance = null,
        EarlyStopping = EarlyStopping,
        Divergence = Divergence,
        Dropout = Dropout,
        InputDropout = InputDropout,
        MaxNorm = MaxNorm,
        GradientClipNorm = ClipNorm,
        WeightAveraging = Averaging,
        ClassWeights = ClassWeights,
        Standardize = Standardize,
        Saturate = Saturate,
        ImputeMissing = ImputeMissing,
        StandardizeTargets = Task is RecordedTask.Regression or RecordedTask.SeveralOutputs,
        Seed = 7,
        NumberOfThreads = threads,
    };
}
