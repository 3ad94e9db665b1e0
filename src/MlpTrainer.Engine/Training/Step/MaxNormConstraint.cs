using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Where the weights into a hidden unit have a Euclidean norm above a limit, they are scaled down to it.</summary>
/// <remarks>Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014), §5.1. A unit's weights are a column of W.</remarks>
internal sealed class MaxNormConstraint
{
    private readonly NetworkParameters _parameters;
    private readonly double[][] _squares;
    private readonly float _limit;
    private readonly Action<int> _enforceLayer;

    public MaxNormConstraint(float limit, NetworkParameters parameters)
    {
        (_limit, _parameters) = (limit, parameters);
        _squares = [.. parameters.Shape.Layers.SkipLast(1).Select(layer => new double[layer.Outputs])];
        _enforceLayer = EnforceLayer;
    }

    public void Enforce(ThreadTeam team) => team.Run(_squares.Length, _enforceLayer);

    private void EnforceLayer(int l)
    {
        double[] squares = _squares[l];
        Span<float> weights = _parameters.Weights(l);
        Array.Clear(squares);
        for (int i = 0; i < weights.Length; i++)
        {
            squares[i % squares.Length] += (double)weights[i] * weights[i];
        }

        for (int j = 0; j < squares.Length; j++)
        {
            float factor = (float)(_limit / Math.Sqrt(squares[j]));
            for (int i = j; factor < 1f && i < weights.Length; i += squares.Length)
            {
                weights[i] *= factor;
            }
        }
    }
}
