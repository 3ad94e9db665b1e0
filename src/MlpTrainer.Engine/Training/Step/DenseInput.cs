using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Rows written out: x̂ [n×p] in <see cref="LayerBuffers.Inputs"/>.</summary>
internal sealed class DenseInput(PreparedRows rows, NetworkParameters parameters, LayerBuffers buffers, DropoutMasks? dropout) : BatchInput
{
    private readonly ForwardPass _forward = new(parameters, buffers);
    private readonly int _features = parameters.Shape.Inputs, _outputs = parameters.Shape.Layers[0].Outputs;
    private Batch _batch;

    public override void Begin(in Batch batch) => _batch = batch;

    public override void LoadAndMultiply(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            Span<float> x = buffers.Inputs.AsSpan(i * _features, _features);
            rows.CopyDense(_batch.Row(i), x);
            dropout?.DropInputs(_batch, i, x);
        }

        _forward.FirstLayer(first, count);
    }

    public override void WeightGradient(int first, int count, Span<float> gradient, bool accumulate) =>
        MatMul.TransposedProduct(
            buffers.Inputs, _features, first, count, buffers.PackedDelta[0], _outputs, _batch.Count, gradient, accumulate);
}
