using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>Factors of the example weights by class: balanced, or given. For class indices and for one output of 0 or 1.</summary>
public sealed class ClassWeights
{
    private readonly float[]? _explicit;

    private ClassWeights(float[]? weights) => _explicit = weights;

    /// <summary>n/(k·n_c) for class c, counting example weights: every class weighs the same (King and Zeng, 2001; scikit-learn's "balanced").</summary>
    public static ClassWeights Balanced { get; } = new(null);

    /// <summary>Given factors, one per class in the order of the class indices; two for one output: of target 0 and of target 1.</summary>
    /// <param name="weights">The factors, each finite and greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is out of range.</exception>
    public static ClassWeights Explicit(params ReadOnlySpan<float> weights)
    {
        foreach (float weight in weights)
        {
            Require.Positive(weight, "Each class weight");
        }

        return new ClassWeights(weights.ToArray());
    }

    /// <summary>The class of a target: its index, or whether it is at least ½.</summary>
    internal static int ClassOf(float target, int outputs) => outputs == 1 ? (target >= 0.5f ? 1 : 0) : (int)target;

    /// <summary>The class of a row's target: an index, 0 or 1, or the place of the 1.</summary>
    internal static int ClassOf(ReadOnlySpan<float> target, int outputs) =>
        target.Length == 1 ? ClassOf(target[0], outputs) : TensorPrimitives.IndexOfMax(target);

    /// <summary>How many factors were given; null where they are balanced.</summary>
    internal int? Count => _explicit?.Length;

    /// <summary>The number of classes that so many outputs tell apart.</summary>
    internal static int ClassesOf(int outputs) => Math.Max(2, outputs);

    /// <summary>The factor of each class.</summary>
    internal float[] Factors(TrainingSet set, int outputs) => _explicit ?? BalancedFactors(set, outputs, ClassesOf(outputs));

    /// <summary>"balanced" or "given".</summary>
    public override string ToString() => _explicit is null ? "balanced" : "given";

    private static float[] BalancedFactors(TrainingSet set, int outputs, int classes)
    {
        double[] weightOf = new double[classes];
        for (int row = 0; row < set.RowCount; row++)
        {
            weightOf[ClassOf(set.Target(row)[0], outputs)] += set.Weight(row);
        }

        int present = weightOf.Count(weight => weight > 0);
        return [.. weightOf.Select(weight => weight > 0 ? (float)(weightOf.Sum() / (present * weight)) : 1f)];
    }
}
