using BenchmarkDotNet.Attributes;
using MlpTrainer.Engine;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Benchmarks;

/// <summary>Steps of optimizers on parameters that lie in L1, L2 and L3.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private readonly AdamConstants _adam = AdamConstants.Of(0.9f, 0.999f, 1e-8f, new StepInfo(100, 1e-9f, 0f));
    private float[] _weights = [], _gradient = [], _first = [], _second = [];

    [Params(2_048, 65_536, 1_048_576)]
    public int Parameters { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        float[] Constant(float value) => [.. Enumerable.Repeat(value, Parameters)];
        (_weights, _gradient, _first, _second) = (Constant(0.1f), Constant(0.01f), Constant(0.01f), Constant(0.01f));
    }

    [Benchmark]
    public void Adam() => AdamStep.Apply(_adam, 0f, _weights, _gradient, _first, _second);

    [Benchmark]
    public void Momentum() => MomentumStep.Apply(1e-9f, 0.9f, false, _weights, _gradient, _first);
}
