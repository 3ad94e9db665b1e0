using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>The last steps s = x′ − x and gradient changes y = g′ − g, and from them H·g, H standing for the inverse Hessian.</summary>
/// <param name="capacity">How many pairs are kept, at least 1.</param>
/// <param name="parameters">The number of parameters.</param>
internal sealed class LbfgsMemory(int capacity, int parameters)
{
    private const double LeastCurvature = 1e-10;

    private readonly List<(float[] Step, float[] Change, double Curvature)> _pairs = [];
    private readonly double[] _alphas = new double[capacity];
    private double _scale = 1;

    /// <summary>Whether nothing is remembered, so that the direction is plain −g.</summary>
    public bool IsEmpty => _pairs.Count == 0;

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => _pairs.Clear();

    /// <summary>Remembers a step; the oldest pair makes room. A pair with sᵀy ≤ 1e-10·yᵀy, which would spoil H, is left out.</summary>
    public void Add(ReadOnlySpan<float> from, ReadOnlySpan<float> to, ReadOnlySpan<float> gradientFrom, ReadOnlySpan<float> gradientTo)
    {
        bool isFull = _pairs.Count == capacity;
        float[] step = isFull ? _pairs[0].Step : new float[parameters], change = isFull ? _pairs[0].Change : new float[parameters];
        if (isFull)
        {
            _pairs.RemoveAt(0);
        }

        TensorPrimitives.Subtract(to, from, step);
        TensorPrimitives.Subtract(gradientTo, gradientFrom, change);
        double curvature = InnerProduct.Of(step, change), length = InnerProduct.Of(change, change);
        if (curvature > LeastCurvature * length)
        {
            _pairs.Add((step, change, curvature));
            _scale = curvature / length;
        }
    }

    /// <summary>direction = −H·gradient, by the two-loop recursion.</summary>
    public void Direction(ReadOnlySpan<float> gradient, Span<float> direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        for (int i = _pairs.Count - 1; i >= 0; i--)
        {
            (float[] step, float[] change, double curvature) = _pairs[i];
            _alphas[i] = InnerProduct.Of(step, direction) / curvature;
            TensorPrimitives.MultiplyAdd(change, (float)-_alphas[i], direction, direction);
        }

        if (!IsEmpty)
        {
            TensorPrimitives.Multiply(direction, (float)_scale, direction);
        }

        for (int i = 0; i < _pairs.Count; i++)
        {
            (float[] step, float[] change, double curvature) = _pairs[i];
            double beta = InnerProduct.Of(change, direction) / curvature;
            TensorPrimitives.MultiplyAdd(step, (float)(_alphas[i] - beta), direction, direction);
        }
    }
}
