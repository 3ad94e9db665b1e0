using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>As a user of TorchSharp writes it: modules, autograd, an optimizer of the library; an ensemble's members one after the other.</summary>
internal sealed class UsualPeer(PeerRows rows, string optimizer) : Peer
{
    public override Func<RowBlock, Tensor> Fit(int epochs)
    {
        random.manual_seed(0);
        PeerNetwork[] members = [.. rows.MemberRows().Select(own => FitMember(own, epochs))];
        return block => members.Select(member => member.forward(block)).Aggregate((sum, z) => sum + z) / members.Length;
    }

    private PeerNetwork FitMember(Tensor own, int epochs)
    {
        bool isMember = rows.Workload.IsEnsemble;
        var network = new PeerNetwork(rows.Workload, rows.Sizes, isMember ? MemberDropout : 0, Bound);
        using optim.Optimizer steps = Optimizer(network);
        Tensor[] parameters = [.. network.parameters()], averages = isMember ? [.. parameters.Select(parameter => parameter.detach().clone())] : [];
        RowBlock train = isMember ? rows.Train.At(own) : rows.Train;
        Tensor targets = isMember ? rows.Targets.index_select(0, own) : rows.Targets;
        long count = own.shape[0], step = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            using DisposeScope epochScope = NewDisposeScope();
            Tensor order = randperm(count);
            for (long start = 0; start < count; start += rows.Workload.BatchSize)
            {
                using DisposeScope stepScope = NewDisposeScope();
                Tensor batch = order.slice(0, start, Math.Min(count, start + rows.Workload.BatchSize), 1);
                Tensor z = network.forward(train.At(batch)), y = targets.index_select(0, batch);
                Tensor cost = rows.Workload.Classes == 2 ? F.binary_cross_entropy_with_logits(z.squeeze(1), y) : F.cross_entropy(z, y);
                steps.zero_grad();
                cost.backward();
                steps.step();
                Average(parameters, averages, ++step);
            }
        }

        using IDisposable noGradient = no_grad();
        foreach ((Tensor parameter, Tensor average) in parameters.Zip(averages))
        {
            parameter.copy_(average);
        }

        network.eval();
        return network;
    }

    private static void Average(Tensor[] parameters, Tensor[] averages, long step)
    {
        using IDisposable noGradient = no_grad();
        for (int i = 0; i < averages.Length; i++)
        {
            averages[i].lerp_(parameters[i], NewestShare(step));
        }
    }

    /// <summary>The library's optimizer, with decay for weights and none for biases.</summary>
    private optim.Optimizer Optimizer(PeerNetwork network)
    {
        Parameter[] weights = [.. network.parameters().Where(each => each.dim() > 1)], biases = [.. network.parameters().Where(each => each.dim() == 1)];
        if (rows.Workload.IsEnsemble)
        {
            return MemberOptimizer(weights, biases);
        }

        double l2 = L2 / rows.Workload.BatchSize;
        Adam.ParamGroup[] adam = [new(weights, Coupled(l2)), new(biases, Coupled(0))];
        SGD.ParamGroup[] sgd = [new(weights, Momentum(l2)), new(biases, Momentum(0))];
        return optimizer == "adam" ? new Adam(adam, AdamRate) : new SGD(sgd, SgdRate);
    }

    private static Adam.Options Coupled(double decay) => new() { LearningRate = AdamRate, weight_decay = decay };

    private static SGD.Options Momentum(double decay) => new() { LearningRate = SgdRate, momentum = 0.9, weight_decay = decay };
}
