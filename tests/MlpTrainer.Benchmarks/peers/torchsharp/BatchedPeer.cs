using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>An ensemble as one module: each layer's weights of all members in one tensor [members×inputs×outputs], multiplied in one call; autograd.</summary>
internal sealed class BatchedPeer(PeerRows rows) : Peer
{
    public override Func<RowBlock, Tensor> Fit(int epochs)
    {
        random.manual_seed(0);
        Parameter[] weights = Draw(inputs => inputs), biases = Draw(_ => 1), all = [.. weights, .. biases];
        using AdamW steps = MemberOptimizer(weights, biases);
        Tensor[] averages = [.. all.Select(parameter => parameter.detach().clone())];
        Tensor own = stack(rows.MemberRows());                                                      // [members×rows]
        long count = own.shape[1], step = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            using DisposeScope epochScope = NewDisposeScope();
            Tensor order = own.gather(1, rand(own.shape).argsort(1));
            for (long start = 0; start < count; start += rows.Workload.BatchSize)
            {
                using DisposeScope stepScope = NewDisposeScope();
                Tensor batch = order.slice(1, start, Math.Min(count, start + rows.Workload.BatchSize), 1);
                Tensor z = Forward(weights, biases, Gather(batch), MemberDropout), y = rows.Targets.index_select(0, batch.flatten());
                Tensor cost = F.binary_cross_entropy_with_logits(z.flatten(), y) * rows.Workload.Members;
                steps.zero_grad();
                cost.backward();
                steps.step();
                using IDisposable noGradient = no_grad();
                step++;
                for (int i = 0; i < all.Length; i++)
                {
                    averages[i].lerp_(all[i], NewestShare(step));
                }
            }
        }

        return block => Forward(averages[..weights.Length], averages[weights.Length..], block.Values.unsqueeze(0), dropout: 0).mean([0]);
    }

    /// <summary>The rows of each member's batch [members×batch×features].</summary>
    private Tensor Gather(Tensor batch) =>
        rows.Train.Values.index_select(0, batch.flatten()).view(batch.shape[0], batch.shape[1], rows.Workload.Features);

    private Parameter[] Draw(Func<long, long> height) =>
        [.. rows.Sizes.Zip(rows.Sizes.Skip(1), (inputs, outputs) =>
        {
            double r = Bound(inputs, outputs);
            return new Parameter(empty(rows.Workload.Members, height(inputs), outputs).uniform_(-r, r));
        })];

    private static Tensor Forward(Tensor[] weights, Tensor[] biases, Tensor a, double dropout)
    {
        a = a.expand(weights[0].shape[0], -1, -1);
        for (int k = 0; k < weights.Length; k++)
        {
            a = a.baddbmm(weights[k], biases[k]);                                                   // b + a·W: TorchSharp 0.107.0 takes the summand last
            if (k + 1 < weights.Length)
            {
                a = a.relu();
                a = dropout > 0 ? F.dropout(a, dropout, training: true) : a;
            }
        }

        return a;
    }
}
