using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Rows given by their non-zero values, side by side: only the rows of W¹ that belong to them are read.</summary>
internal sealed class SparseInput(
    PreparedRows rows, NetworkParameters parameters, LayerBuffers buffers, DropoutMasks? dropout, bool backward) : BatchInput
{
    private readonly ForwardPass _forward = new(parameters, buffers);
    private readonly SparseRows _source = rows.Set.Store.Sparse!;
    private readonly int _outputs = parameters.Shape.Layers[0].Outputs;
    private readonly int[] _start = new int[buffers.Rows + 1];      // where row i begins in _indices and _values
    private int[] _indices = [];
    private float[] _values = [];
    private Batch _batch;

    /// <summary>The batch's values by feature; null where nothing goes backward.</summary>
    public FeatureGroups? Groups { get; } = backward ? new FeatureGroups(parameters.Shape.Inputs) : null;

    public override void Begin(in Batch batch)
    {
        _batch = batch;
        for (int i = 0; i < batch.Count; i++)
        {
            _start[i + 1] = _start[i] + _source.Length(rows.Set.Place(batch.Row(i)));
        }

        int entries = _start[batch.Count];
        if (entries > _indices.Length)
        {
            (_indices, _values) = (new int[entries * 3 / 2], new float[entries * 3 / 2]);
        }

        for (int i = 0; i < batch.Count; i++)
        {
            _source.Indices(rows.Set.Place(batch.Row(i))).CopyTo(_indices.AsSpan(_start[i]));
        }

        Groups?.Regroup(_indices.AsSpan(0, entries), _start.AsSpan(0, batch.Count + 1));
    }

    public override void LoadAndMultiply(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            ReadOnlySpan<int> indices = _indices.AsSpan(_start[i].._start[i + 1]);
            Span<float> values = _values.AsSpan(_start[i].._start[i + 1]);
            ReadOnlySpan<float> raw = _source.Values(rows.Set.Place(_batch.Row(i)));
            if (rows.Inputs is { } scaling)
            {
                scaling.Apply(indices, raw, values);
            }
            else
            {
                raw.CopyTo(values);
            }

            dropout?.DropInputs(_batch, i, indices, values);
            Span<float> z = buffers.Z[0].AsSpan(i * _outputs, _outputs);
            SparseProduct.Forward(indices, values, parameters.Weights(0), parameters.Biases(0), z);
        }

        _forward.ActivateFirst(first, count);
    }

    public override void WeightGradient(int first, int count, Span<float> gradient, bool accumulate)
    {
        if (!accumulate)
        {
            gradient.Clear();
        }

        for (int k = 0; k < count; k++)
        {
            if (Groups!.SlotOf(first + k) is >= 0 and int slot)
            {
                AddFeatureGradient(slot, gradient.Slice(k * _outputs, _outputs));
            }
        }
    }

    /// <summary>Adds Σ_i x̂_ik·δ¹_i, over the batch's rows in order, for one feature k that occurs in it.</summary>
    public void AddFeatureGradient(int slot, Span<float> gradient) =>
        SelectedRows.Add(buffers.Delta[0], Groups!.Rows(slot), _values, Groups.Places(slot), gradient);
}
