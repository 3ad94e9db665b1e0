using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>As lean as it can be made with the library's operations: no modules, gradients by hand, all parameters in one tensor. Dense rows only.</summary>
/// <remarks>An ensemble's members train side by side, a thread each, as ours do: threads that share products wait for each other after each.</remarks>
internal sealed class LeanPeer(PeerRows rows, string optimizer, int threads) : Peer
{
    private readonly Tensor _targets = rows.Workload.Classes == 2
        ? rows.Targets.view(-1, 1) : F.one_hot(rows.Classes, rows.Workload.Classes).to_type(ScalarType.Float32);

    public override Func<RowBlock, Tensor> Fit(int epochs)
    {
        random.manual_seed(0);
        Tensor[] own = rows.MemberRows();
        var members = new LeanParameters[own.Length];
        if (own.Length > 1)
        {
            set_num_threads(1);
        }

        Parallel.For(0, own.Length, new ParallelOptions { MaxDegreeOfParallelism = own.Length > 1 ? threads : 1 }, member => members[member] = FitMember(own[member], epochs));
        set_num_threads(threads);
        return block => members.Select(member => Forward(member, block.Values, dropout: 0)[^1]).Aggregate((sum, z) => sum.add_(z)).div_(members.Length);
    }

    private LeanParameters FitMember(Tensor own, int epochs)
    {
        using IDisposable noGradient = no_grad();
        bool isMember = rows.Workload.IsEnsemble;
        var w = new LeanParameters(rows.Sizes);
        w.Draw(Bound);
        var gradient = new LeanParameters(rows.Sizes);
        var rule = new LeanRule(w, gradient, isMember, optimizer);
        double dropout = isMember ? MemberDropout : 0;
        Tensor x = isMember ? rows.Train.Values.index_select(0, own) : rows.Train.Values, y = isMember ? _targets.index_select(0, own) : _targets;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            using DisposeScope epochScope = NewDisposeScope();
            long count = own.shape[0];
            Tensor order = randperm(count);
            for (long start = 0; start < count; start += rows.Workload.BatchSize)
            {
                using DisposeScope stepScope = NewDisposeScope();
                long size = Math.Min(count, start + rows.Workload.BatchSize) - start;
                Tensor batch = order.slice(0, start, start + size, 1);
                Tensor[] a = Forward(w, x.index_select(0, batch), dropout);
                Tensor delta = Probabilities(a[^1]).sub_(y.index_select(0, batch)).div_(size);
                Backward(w, gradient, a, delta, dropout);
                rule.Step(size);
            }
        }

        return rule.Result;
    }

    /// <summary>x, and a of every layer; the last is z.</summary>
    private static Tensor[] Forward(LeanParameters w, Tensor x, double dropout)
    {
        int layers = w.Weights.Length;
        var a = new Tensor[layers + 1];
        a[0] = x;
        for (int k = 0; k < layers; k++)
        {
            a[k + 1] = addmm(w.Biases[k], a[k], w.Weights[k], 1, 1);
            if (k + 1 < layers)
            {
                a[k + 1].relu_();
                if (dropout > 0)
                {
                    F.dropout(a[k + 1], dropout, training: true, inplace: true);
                }
            }
        }

        return a;
    }

    /// <summary>A hidden unit passes δ on where a &gt; 0, which it is not where it was dropped; kept ones were divided by 1 − p.</summary>
    private static void Backward(LeanParameters w, LeanParameters gradient, Tensor[] a, Tensor delta, double dropout)
    {
        for (int k = w.Weights.Length - 1; k >= 0; k--)
        {
            gradient.Weights[k].addmm_(a[k].t(), delta, beta: 0, alpha: 1);
            gradient.Biases[k].copy_(delta.sum(0));
            if (k > 0)
            {
                delta = delta.mm(w.Weights[k].t()).mul_(a[k].gt(0));
                delta = dropout > 0 ? delta.mul_(1 / (1 - dropout)) : delta;
            }
        }
    }

    private Tensor Probabilities(Tensor z) => rows.Workload.Classes == 2 ? sigmoid(z) : softmax(z, 1);
}
