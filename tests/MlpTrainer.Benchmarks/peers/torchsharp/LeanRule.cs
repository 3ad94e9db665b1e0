using static TorchSharp.torch;

namespace MlpTrainer.Benchmarks.Peers;

/// <summary>The optimizer over all parameters at once: Adam or SGD with L2; a member's AdamW with averaged weights.</summary>
internal sealed class LeanRule(LeanParameters w, LeanParameters gradient, bool isMember, string optimizer)
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, Momentum = 0.9;

    private readonly Tensor _m = zeros_like(w.All), _v = zeros_like(w.All);
    private readonly Tensor? _average = isMember ? w.All.clone() : null;
    private long _step;

    /// <summary>The parameters, averaged where they are.</summary>
    public LeanParameters Result
    {
        get
        {
            if (_average is not null)
            {
                w.All.copy_(_average);
            }

            return w;
        }
    }

    /// <summary>One step, of a batch of some rows.</summary>
    public void Step(long size)
    {
        _step++;
        if (_average is not null)
        {
            w.AllWeights.mul_(1 - Peer.MemberRate * Peer.MemberDecay);
            Adam(Peer.MemberRate, Peer.MemberBeta2);
            _average.lerp_(w.All, Peer.NewestShare(_step));
            return;
        }

        gradient.AllWeights.add_(w.AllWeights, alpha: Peer.L2 / size);
        if (optimizer == "adam")
        {
            Adam(Peer.AdamRate, Beta2);
        }
        else
        {
            w.All.add_(_m.mul_(Momentum).add_(gradient.All), alpha: -Peer.SgdRate);
        }
    }

    private void Adam(double rate, double beta2)
    {
        _m.lerp_(gradient.All, 1 - Beta1);
        _v.mul_(beta2).addcmul_(gradient.All, gradient.All, 1 - beta2);
        Tensor root = _v.sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, _step))).add_(Epsilon);
        w.All.addcdiv_(_m, root, -rate / (1 - Math.Pow(Beta1, _step)));
    }
}
