using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Rows written out: x̂ in <see cref="LayerBuffers.Inputs"/>.</summary>
internal sealed class DenseInput(PreparedRows rows, NetworkParameters parameters, LayerBuffers buffers, DropoutMasks? dropout)
    : BatchInput(parameters, buffers, dropout)
{
    private readonly int _features = parameters.Shape.Inputs, _width = parameters.Shape.Layers[0].Inputs;

    public override void AddWeightGradient(int first, int count, Span<float> gradient, bool isZeros) =>
        MatMul.AddTransposedProduct(Buffers.Inputs, _width, first, count, Buffers.PackedDelta[0], Outputs, Batch.Count, gradient, isZeros);

    protected override void LoadBlock(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            Span<float> x = Buffers.Inputs.AsSpan(i * _width, _features);
            rows.CopyDense(Batch.Row(i), x);
            Dropout?.DropInputs(Batch, i, x);
        }

        Forward.FirstLayer(first, count);
    }
}
