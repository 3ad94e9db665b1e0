using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>A random orthogonal W: WᵀW = Gain²·I where inputs ≥ outputs, else WWᵀ = Gain²·I.</summary>
/// <remarks>
/// The shorter side's vectors are drawn from the normal distribution and made orthonormal by Gram and Schmidt's procedure in double, run twice
/// ("twice is enough": Giraud, Langou, Rozložník, 2005), which amounts to a QR decomposition with a positive diagonal of R, so that
/// W is uniform over the orthogonal matrices. The work is 4·inputs·outputs·min(inputs, outputs) multiplications.
/// Source: Saxe, McClelland, Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" (2014), §3.
/// </remarks>
public sealed class OrthogonalInitializer : Initializer
{
    /// <summary>The length of each vector, greater than 0; 1 by default, √2 suits ReLU.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public double Gain { get; init => field = Require.Positive(value); } = 1;

    /// <inheritdoc/>
    public override string Name => "orthogonal";

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, int inputs, int outputs, CounterRandom random)
    {
        bool vectorsAreColumns = inputs >= outputs;
        int count = Math.Min(inputs, outputs), length = Math.Max(inputs, outputs);
        double[] vectors = new double[count * length];
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = random.Normal(i);
        }

        Orthonormalize(vectors, count, length);
        for (int row = 0; row < inputs; row++)
        {
            for (int column = 0; column < outputs; column++)
            {
                int from = vectorsAreColumns ? (column * length) + row : (row * length) + column;
                weights[(row * outputs) + column] = (float)(Gain * vectors[from]);
            }
        }
    }

    /// <summary>Makes the rows of vectors [count×length] orthonormal, each from those before it.</summary>
    private static void Orthonormalize(double[] vectors, int count, int length)
    {
        double[] shadow = new double[length];
        for (int i = 0; i < count; i++)
        {
            Span<double> vector = vectors.AsSpan(i * length, length);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    ReadOnlySpan<double> earlier = vectors.AsSpan(j * length, length);
                    TensorPrimitives.Multiply(earlier, TensorPrimitives.Dot(earlier, vector), shadow);
                    TensorPrimitives.Subtract(vector, shadow, vector);
                }

                TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
            }
        }
    }
}
