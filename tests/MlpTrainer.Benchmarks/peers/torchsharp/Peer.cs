using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>A way to train a workload's network with TorchSharp.</summary>
internal abstract class Peer
{
    /// <summary>η of AdamW, λ of its decay, β₂; of an ensemble's members.</summary>
    internal const double MemberRate = 0.004, MemberDecay = 0.1, MemberBeta2 = 0.95, MemberDropout = 0.2;

    /// <summary>The usual η of Adam, of SGD, and L2 as scikit-learn counts it, to be divided by the batch.</summary>
    internal const double AdamRate = 0.001, SgdRate = 0.01, L2 = 1e-4;

    private const double MemberAveraging = 0.99;

    /// <summary>Trains for some epochs.</summary>
    /// <returns>What makes z^L [n×outputs] of n rows: the mean of the members' for an ensemble.</returns>
    public abstract Func<RowBlock, Tensor> Fit(int epochs);

    /// <summary>The share of the newest weights in their average after step t from 1: 1 − min(0.99, (1 + t)/(10 + t)).</summary>
    internal static double NewestShare(long t) => 1 - Math.Min(MemberAveraging, (1.0 + t) / (10.0 + t));

    /// <summary>The members' AdamW, with decay for weights and none for biases.</summary>
    protected static AdamW MemberOptimizer(IEnumerable<Parameter> weights, IEnumerable<Parameter> biases)
    {
        static AdamW.Options Options(double decay) => new() { LearningRate = MemberRate, beta2 = MemberBeta2, weight_decay = decay };
        AdamW.ParamGroup[] groups = [new(weights, Options(MemberDecay)), new(biases, Options(0))];
        return new AdamW(groups, MemberRate, beta2: MemberBeta2, weight_decay: MemberDecay);
    }

    /// <summary>Glorot's bound for uniform weights and biases.</summary>
    protected static double Bound(long inputs, long outputs) => Math.Sqrt(6.0 / (inputs + outputs));
}
