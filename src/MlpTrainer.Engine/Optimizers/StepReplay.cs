namespace MlpTrainer.Engine;

/// <summary>An optimizer's steps, kept so that slices whose gradient was λ·W all the while can make them later, several at once.</summary>
/// <remarks>The bits are those of <see cref="Optimizer.Apply"/>, step by step; what is saved are passes over memory and the constants of each step.</remarks>
internal abstract class StepReplay
{
    /// <summary>Appends a step.</summary>
    public abstract void Add(in StepInfo step);

    /// <summary>Forgets all steps.</summary>
    public abstract void Clear();

    /// <summary>Makes steps [first, last) of those added, on a slice of weights and state.</summary>
    public abstract void Run(int first, int last, Span<float> weights, Span<float> state1, Span<float> state2);
}
