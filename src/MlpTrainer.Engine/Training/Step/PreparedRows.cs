namespace MlpTrainer.Engine;

/// <summary>A training set as the network sees it: features and targets scaled, class weights inside the example weights.</summary>
internal sealed class PreparedRows
{
    private readonly float[]? _classFactors;
    private readonly int _outputs;

    public PreparedRows(TrainingSet set, int outputs, InputScaling? inputs, OutputScaling? targets, float[]? classFactors)
    {
        (Set, _outputs, Inputs, Targets, _classFactors) = (set, outputs, inputs, targets, classFactors);
        double total = 0;
        for (int row = 0; row < set.RowCount; row++)
        {
            total += Weight(row);
        }

        MeanWeight = total / set.RowCount;
    }

    public TrainingSet Set { get; }

    public InputScaling? Inputs { get; }

    public OutputScaling? Targets { get; }

    /// <summary>w̄, the mean of example weight · class weight.</summary>
    public double MeanWeight { get; }

    /// <summary>Whether x̂ keeps the zeros of sparse rows.</summary>
    public bool IsSparse => Set.IsSparse && Inputs is not { IsCentred: true };

    /// <summary>Example weight · class weight of a row.</summary>
    public float Weight(int row)
    {
        float weight = Set.Weight(row);
        return _classFactors is null ? weight : weight * _classFactors[ClassWeights.ClassOf(Set.Target(row)[0], _outputs)];
    }

    /// <summary>What turns weights into effective ones for a cost over n rows: 1/(n·w̄) for a mean, 1 for a sum.</summary>
    public double WeightFactor(Reduction reduction, int n) => reduction == Reduction.Mean ? 1 / (n * MeanWeight) : 1;

    /// <summary>The target of a row, standardized where targets are.</summary>
    public void CopyTarget(int row, Span<float> target)
    {
        Set.Target(row).CopyTo(target);
        Targets?.Standardize(target);
    }

    /// <summary>Asks for a row's memory, for a later step.</summary>
    public void Prefetch(int row)
    {
        int place = Set.Place(row);
        RowStore store = Set.Store;
        Kernels.Prefetch.Beginning(store.Targets[place]);
        Kernels.Prefetch.Beginning(store.Weights[place]);
        if (store.Sparse is { } sparse)
        {
            Kernels.Prefetch.Beginning(sparse.Indices(place));
            Kernels.Prefetch.Beginning(sparse.Values(place));
        }
        else
        {
            Kernels.Prefetch.Beginning(store.Dense![place]);
        }
    }

    /// <summary>x̂ of a row, written out.</summary>
    public void CopyDense(int row, Span<float> x)
    {
        int place = Set.Place(row);
        ReadOnlySpan<float> features = x;
        if (Set.Store.Sparse is { } sparse)
        {
            x.Clear();
            SparseRows.Scatter(sparse.Indices(place), sparse.Values(place), x);
        }
        else
        {
            features = Set.Store.Dense![place];
        }

        if (Inputs is not null)
        {
            Inputs.Apply(features, x);
        }
        else if (features != x)
        {
            features.CopyTo(x);
        }
    }
}
