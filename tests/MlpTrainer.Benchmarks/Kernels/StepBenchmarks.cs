using BenchmarkDotNet.Attributes;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Benchmarks.Kernels;

/// <summary>Steps of optimizers on parameters that lie in the first, the second and the third level of caches.</summary>
public unsafe class StepBenchmarks : KernelBenchmarks
{
    private const int Most = 1 << 20, MostSteps = 64;
    private const float Rate = 1e-9f, Decay = 0.01f;         // weights hardly move, and moments do not decay into denormal numbers

    private static readonly AdamConstants s_constants = AdamConstants.Of(0.9f, 0.999f, 1e-8f, 100, Rate, 0f);
    private static readonly AdamConstants[] s_missed = [.. Enumerable.Repeat(s_constants, MostSteps)];
    private static readonly float* s_weights = Draw(Most), s_gradient = Draw(Most), s_first = Draw(Most), s_second = Ones();

    /// <summary>w, m and v read and written, g read: 28 bytes a parameter.</summary>
    [Benchmark, Work(28, "GB/s")]
    [Arguments(2_048), Arguments(32_768), Arguments(1 << 20)]
    public void Adam(int parameters) => Tier.Adam(in s_constants, 0f, s_weights, s_gradient, s_first, s_second, parameters, clear: false);

    /// <summary>Missed steps of parameters without a gradient, in registers.</summary>
    [Benchmark, Work(1, "G steps/s")]
    [Arguments(20, 2_048)]
    public void AdamReplay(int steps, int parameters)
    {
        fixed (AdamConstants* missed = s_missed)
        {
            Tier.ReplayAdam(missed, steps, Decay, s_weights, s_first, s_second, parameters);
        }
    }

    [Benchmark, Work(20, "GB/s")]
    [Arguments(2_048), Arguments(1 << 20)]
    public void Momentum(int parameters) => Tier.Momentum(Rate, 0.9f, false, s_weights, s_gradient, s_first, parameters);

    /// <summary>Initial weights.</summary>
    [Benchmark, Work(1, "G numbers/s")]
    [Arguments(32_768)]
    public void FillUniform(int parameters) => Tier.FillUniform(s_weights, parameters, key: 5, limit: 0.1);

    /// <summary>Second moments that never become denormal, however often they are stepped.</summary>
    private static float* Ones()
    {
        float* values = Draw(Most);
        new Span<float>(values, Most).Fill(1f);
        return values;
    }
}
