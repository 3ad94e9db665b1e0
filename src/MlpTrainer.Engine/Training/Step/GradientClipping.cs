using System.Numerics.Tensors;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Where ‖g‖ exceeds a limit, g ← g·limit/‖g‖, g being the whole gradient with L2 and L1.</summary>
/// <remarks>
/// Pascanu, Mikolov, Bengio, "On the difficulty of training recurrent neural networks" (2013), algorithm 1. The norm is summed block by block,
/// in their order.
/// </remarks>
internal sealed class GradientClipping(float limit, ParameterBlock[] blocks, AlignedFloats gradient)
{
    private readonly double[] _squares = new double[blocks.Length];

    /// <summary>Takes the norm of one block.</summary>
    public void Measure(int block)
    {
        double sum = 0;
        foreach (float g in blocks[block].Of(gradient))
        {
            sum += (double)g * g;
        }

        _squares[block] = sum;
    }

    /// <summary>Scales the gradient down, all blocks being measured.</summary>
    public void Finish()
    {
        double norm = Math.Sqrt(_squares.Sum());
        if (norm > limit)
        {
            TensorPrimitives.Multiply<float>(gradient, (float)(limit / norm), gradient);
        }
    }
}
