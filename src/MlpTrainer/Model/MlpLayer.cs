using MathNet.Numerics.LinearAlgebra;
using MlpTrainer.Engine;

namespace MlpTrainer;

/// <summary>One layer of a trained network: z = a·W + b, a = f(z).</summary>
public sealed class MlpLayer
{
    internal MlpLayer(TrainedNetwork network, int index)
    {
        LayerShape shape = network.Shape.Layers[index];
        Inputs = shape.Inputs;
        Outputs = shape.Outputs;
        Activation = shape.Activation.Name;
        HasBiases = shape.HasBias;
        Weights = network.Weights(index);
        Biases = network.Biases(index);
    }

    /// <summary>Width of the layer below: features, for the first layer.</summary>
    public int Inputs { get; }

    /// <summary>Units of this layer.</summary>
    public int Outputs { get; }

    /// <summary>Name of f, such as "relu".</summary>
    public string Activation { get; }

    /// <summary>Whether the layer has biases b.</summary>
    public bool HasBiases { get; }

    /// <summary>W [inputs×outputs], row-major.</summary>
    public ReadOnlyMemory<float> Weights { get; }

    /// <summary>b [outputs]; empty where there are none.</summary>
    public ReadOnlyMemory<float> Biases { get; }

    /// <summary>A copy of W [inputs×outputs].</summary>
    public Matrix<float> WeightMatrix()
    {
        float[] rowMajor = Weights.ToArray();
        return Matrix<float>.Build.Dense(Inputs, Outputs, (row, column) => rowMajor[(row * Outputs) + column]);
    }

    /// <summary>A copy of b [outputs]; zeros where there are none.</summary>
    public Vector<float> BiasVector() => Vector<float>.Build.Dense(HasBiases ? Biases.ToArray() : new float[Outputs]);
}
