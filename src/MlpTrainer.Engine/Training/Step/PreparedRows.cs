namespace MlpTrainer.Engine;

/// <summary>A training set as the network sees it: features and targets scaled, class weights inside the example weights.</summary>
internal sealed class PreparedRows
{
    private const double MostDensity = 0.1;

    private readonly float[]? _classFactors;
    private readonly int _outputs;
    private readonly int[]? _unnamed;                   // per row: how many centred features its sparse form does not name; null where all name all

    /// <param name="set">The rows.</param>
    /// <param name="outputs">The number of output units.</param>
    /// <param name="inputs">x̂ of the features; null where it is x.</param>
    /// <param name="targets">How targets are standardized; null where they are not.</param>
    /// <param name="classFactors">The weight of each class; null: all weigh 1.</param>
    /// <param name="codes">What the network sees in place of x̂; null for x̂ itself.</param>
    /// <param name="writesOut">Whether sparse rows are to be written out, as codes always are.</param>
    public PreparedRows(
        TrainingSet set, int outputs, InputScaling? inputs, OutputScaling? targets, float[]? classFactors, PiecewiseCodes? codes = null, bool writesOut = false)
    {
        (Set, _outputs, Inputs, Targets, _classFactors, Codes) = (set, outputs, inputs, targets, classFactors, codes);
        double total = 0;
        for (int row = 0; row < set.RowCount; row++)
        {
            total += Weight(row);
        }

        MeanWeight = total / set.RowCount;
        if (set.IsSparse && codes is null && !writesOut)
        {
            (IsSparse, _unnamed) = CountUnnamed();
        }
    }

    public TrainingSet Set { get; }

    public InputScaling? Inputs { get; }

    public OutputScaling? Targets { get; }

    /// <summary>What the network sees in place of x̂; null for x̂ itself.</summary>
    public PiecewiseCodes? Codes { get; }

    /// <summary>w̄, the mean of example weight · class weight.</summary>
    public double MeanWeight { get; }

    /// <summary>Whether x̂ is trained in sparse form: of sparse rows, unless scaling turns too many of their zeros into something else.</summary>
    public bool IsSparse { get; }

    /// <summary>Whether sparse rows are to be given zeros that do not stay zeros, see <see cref="CentredFeatures"/>.</summary>
    public bool IsExpanded => _unnamed is not null;

    /// <summary>How many features the sparse form of x̂ of a row names.</summary>
    public int SparseLength(int row) => Set.Store.Sparse!.Length(Set.Place(row)) + (_unnamed?[row] ?? 0);

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

    /// <summary>The features that the sparse form of x̂ of a row names, and their raw values.</summary>
    public void CopySparse(int row, Span<int> indices, Span<float> values)
    {
        int place = Set.Place(row);
        SparseRows source = Set.Store.Sparse!;
        if (IsExpanded)
        {
            Inputs!.Centred.AddTo(source.Indices(place), source.Values(place), indices, values);
        }
        else
        {
            source.Indices(place).CopyTo(indices);
            source.Values(place).CopyTo(values);
        }
    }

    /// <summary>x̂ of a row, written out.</summary>
    public void CopyDense(int row, Span<float> x)
    {
        CopyScaled(row, x[^Set.FeatureCount..]);
        Codes?.Expand(x);
    }

    private void CopyScaled(int row, Span<float> x)
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

    private (bool IsSparse, int[]? Unnamed) CountUnnamed()
    {
        if (Inputs is not { IsCentred: true } scaling)
        {
            return (true, null);
        }

        int[] unnamed = new int[Set.RowCount];
        long named = 0, added = 0;
        for (int row = 0; row < unnamed.Length; row++)
        {
            ReadOnlySpan<int> indices = Set.Store.Sparse!.Indices(Set.Place(row));
            unnamed[row] = scaling.Centred.MissingFrom(indices);
            (named, added) = (named + indices.Length, added + unnamed[row]);
        }

        bool isSparse = added <= named || named + added < MostDensity * Set.FeatureCount * Set.RowCount;
        return (isSparse, isSparse && added > 0 ? unnamed : null);
    }
}
