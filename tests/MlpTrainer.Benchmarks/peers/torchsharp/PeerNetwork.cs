using MlpTrainer.Benchmarks.Workloads;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>Linear layers, ReLU and dropout between them; a sparse row is a bag of weighted embeddings to the first.</summary>
internal sealed class PeerNetwork : nn.Module<RowBlock, Tensor>
{
    private readonly EmbeddingBag? _bag;
    private readonly Parameter? _bagBias;
    private readonly Sequential _layers;

    /// <param name="workload">The workload.</param>
    /// <param name="sizes">Units of all layers, the features first.</param>
    /// <param name="dropout">The probability that a hidden unit is dropped.</param>
    /// <param name="bound">Of inputs and outputs of a layer: uniform weights and biases are drawn between ± it.</param>
    public PeerNetwork(Workload workload, long[] sizes, double dropout, Func<long, long, double> bound)
        : base(nameof(PeerNetwork))
    {
        List<(string, nn.Module<Tensor, Tensor>)> layers = [];
        for (int i = 0; i + 1 < sizes.Length; i++)
        {
            double r = bound(sizes[i], sizes[i + 1]);
            if (i == 0 && workload.IsSparse)
            {
                _bag = nn.EmbeddingBag(sizes[0], sizes[1], mode: EmbeddingBagMode.Sum);
                _bagBias = new Parameter(empty(sizes[1]).uniform_(-r, r));
                nn.init.uniform_(_bag.weight!, -r, r);
            }
            else
            {
                Linear linear = nn.Linear(sizes[i], sizes[i + 1]);
                nn.init.uniform_(linear.weight, -r, r);
                nn.init.uniform_(linear.bias!, -r, r);
                layers.Add(($"linear{i}", linear));
            }

            if (i + 2 < sizes.Length)
            {
                layers.Add(($"relu{i}", nn.ReLU()));
                if (dropout > 0)
                {
                    layers.Add(($"dropout{i}", nn.Dropout(dropout)));
                }
            }
        }

        _layers = nn.Sequential(layers);
        RegisterComponents();
    }

    public override Tensor forward(RowBlock rows) =>
        _layers.forward(_bag is null ? rows.Values : _bag.forward(rows.Columns!, null, rows.Values) + _bagBias!);
}
