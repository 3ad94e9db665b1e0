using static TorchSharp.torch;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>All weights, then all biases, in one tensor, with a view of each layer's.</summary>
internal sealed class LeanParameters
{
    public LeanParameters(long[] sizes)
    {
        long weights = Enumerable.Range(1, sizes.Length - 1).Sum(i => sizes[i - 1] * sizes[i]), at = 0;
        All = zeros(weights + sizes.Skip(1).Sum());
        AllWeights = All.slice(0, 0, weights, 1);
        (Weights, Biases) = (new Tensor[sizes.Length - 1], new Tensor[sizes.Length - 1]);
        for (int i = 0; i < Weights.Length; i++)
        {
            Weights[i] = All.slice(0, at, at += sizes[i] * sizes[i + 1], 1).view(sizes[i], sizes[i + 1]);
        }

        for (int i = 0; i < Biases.Length; i++)
        {
            Biases[i] = All.slice(0, at, at += sizes[i + 1], 1);
        }
    }

    public Tensor All { get; }

    /// <summary>The weights of all layers.</summary>
    public Tensor AllWeights { get; }

    /// <summary>W of each layer [inputs×outputs].</summary>
    public Tensor[] Weights { get; }

    /// <summary>b of each layer.</summary>
    public Tensor[] Biases { get; }

    /// <summary>Uniform weights and biases.</summary>
    public void Draw(Func<long, long, double> bound)
    {
        for (int i = 0; i < Weights.Length; i++)
        {
            double r = bound(Weights[i].shape[0], Weights[i].shape[1]);
            Weights[i].uniform_(-r, r);
            Biases[i].uniform_(-r, r);
        }
    }
}
