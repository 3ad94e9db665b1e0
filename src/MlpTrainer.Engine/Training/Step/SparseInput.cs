using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Rows given by their non-zero values, side by side: only the rows of W¹ that belong to them are read.</summary>
internal sealed class SparseInput : BatchInput
{
    private readonly PreparedRows _prepared;
    private readonly NetworkParameters _parameters;
    private readonly SparseRows _source;
    private readonly int[] _rows;                       // row i of the batch, in the set
    private readonly int[] _start;                      // where row i begins in _indices and _values
    private int[] _indices = [];
    private float[] _values = [];

    /// <param name="prepared">The rows that batches are made of.</param>
    /// <param name="parameters">The network.</param>
    /// <param name="buffers">Room for a batch.</param>
    /// <param name="backward">Whether <see cref="AddWeightGradient"/> will be asked for.</param>
    /// <param name="dropout">What is dropped, or null.</param>
    public SparseInput(PreparedRows prepared, NetworkParameters parameters, LayerBuffers buffers, bool backward, DropoutMasks? dropout)
        : base(parameters, buffers, dropout)
    {
        (_prepared, _parameters) = (prepared, parameters);
        _source = prepared.Set.Store.Sparse!;
        LayerShape layer = parameters.Shape.Layers[0];
        _rows = new int[buffers.Rows];
        _start = new int[buffers.Rows + 1];
        Sorted = backward
            ? new SortedValues(buffers.Rows, BlockRows(parameters.Shape, sparseInput: true), layer.Inputs, ParameterBlock.SparseRows(layer)) : null;
    }

    /// <summary>The batch's values sorted for <see cref="AddWeightGradient"/>; null where that is not asked for.</summary>
    public SortedValues? Sorted { get; set; }

    public override void Begin(in Batch batch)
    {
        base.Begin(batch);
        for (int i = 0; i < batch.Count; i++)
        {
            _rows[i] = batch.Row(i);
            _start[i + 1] = _start[i] + _prepared.SparseLength(_rows[i]);
        }

        int values = _start[batch.Count];
        if (values > _values.Length)
        {
            (_indices, _values) = (new int[values * 3 / 2], new float[values * 3 / 2]);
        }

        for (int i = 0; _prepared.IsExpanded && i < batch.Count; i++)
        {
            CopyRow(i);                                 // at once, since whoever regroups them wants all
        }

        Sorted?.Reserve(values);
    }

    public override void AddWeightGradient(int first, int count, Span<float> gradient, bool isZeros) =>
        GroupedRows.Add(Buffers.Delta[0], Outputs, Sorted!.Group(first, Batch.Count), gradient);

    /// <summary>The features of row i of the batch that are not zero, ascending.</summary>
    public ReadOnlySpan<int> Features(int i) =>
        _prepared.IsExpanded ? _indices.AsSpan(_start[i].._start[i + 1]) : _source.Indices(_prepared.Set.Place(_rows[i]));

    /// <summary>Regroups the batch's values by feature.</summary>
    public void Regroup(FeatureGroups groups) => groups.Regroup(this, Batch.Count, _start[Batch.Count]);

    /// <summary>Adds Σ_i x̂_ik·δ¹_i, over the batch's rows in order, for one feature k that occurs in it.</summary>
    public void AddFeatureGradient(FeatureGroups groups, int slot, Span<float> gradient) =>
        SelectedRows.Add(Buffers.Delta[0], groups.Rows(slot), _values, groups.Places(slot), gradient);

    protected override void LoadBlock(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            Span<int> indices = _indices.AsSpan(_start[i].._start[i + 1]);
            Span<float> values = _values.AsSpan(_start[i].._start[i + 1]);
            Load(i, indices, values);
            Span<float> z = Buffers.Z[0].AsSpan(i * Outputs, Outputs);
            SparseProduct.Forward(indices, values, _parameters.Weights(0), _parameters.Biases(0), z);
        }

        Range all = _start[first].._start[first + count];
        Sorted?.Sort(first, _start.AsSpan(first, count + 1), _indices.AsSpan(all), _values.AsSpan(all));
        Forward.ActivateFirst(first, count);
    }

    private void Load(int i, Span<int> indices, Span<float> values)
    {
        if (!_prepared.IsExpanded)
        {
            CopyRow(i);
        }

        _prepared.Inputs?.Apply(indices, values, values);
        Dropout?.DropInputs(Batch, i, indices, values);
    }

    private void CopyRow(int i) =>
        _prepared.CopySparse(_rows[i], _indices.AsSpan(_start[i].._start[i + 1]), _values.AsSpan(_start[i].._start[i + 1]));
}
