namespace MlpTrainer.Engine;

/// <summary>The rows of a batch on their way into the first layer, dense or sparse: x̂, a¹ = f(x̂·W¹ + b¹) and ∂C/∂W¹ = x̂ᵀ·δ¹.</summary>
internal abstract class BatchInput
{
    /// <summary>Takes up a batch; called by one thread, before any block of it.</summary>
    public abstract void Begin(in Batch batch);

    /// <summary>Gathers and scales x̂ of rows [first, first + count), drops inputs, and computes their z¹ and a¹.</summary>
    public abstract void LoadAndMultiply(int first, int count);

    /// <summary>∂C/∂W¹ for the features of a <see cref="ParameterBlock"/>, [first, first + count): [count×outputs], set or added to.</summary>
    public abstract void WeightGradient(int first, int count, Span<float> gradient, bool accumulate);
}
