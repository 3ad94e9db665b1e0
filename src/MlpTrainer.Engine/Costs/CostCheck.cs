using System.Globalization;

namespace MlpTrainer.Engine;

/// <summary>Checks a cost's derivative against finite differences of its value. For users who write a cost of their own.</summary>
public static class CostCheck
{
    private const double Tolerance = 2e-3;
    private const int RowCount = 64;

    /// <summary>Compares δ = ∂C/∂z with (C(z + h) − C(z − h))/2h on 64 random rows of unequal weight, and tries |z| = 1e4.</summary>
    /// <param name="cost">The cost to check.</param>
    /// <param name="outputs">The number of outputs to check it with, at least 1.</param>
    /// <exception cref="InvalidOperationException">
    /// A derivative is off by more than 0.2 % of its size (or of 1, if it is smaller), or a value or derivative is not finite; the message names the worst entry.
    /// A cost with a kink, such as |z − y|, passes unless a random z happens to fall on it.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputs"/> is below 1.</exception>
    public static void Verify(Cost cost, int outputs = 1)
    {
        ArgumentNullException.ThrowIfNull(cost);
        Require.AtLeast(1, outputs, nameof(outputs));
        CounterRandom random = new(2026, RandomPurpose.InitialWeights);
        float[] weights = [.. Enumerable.Range(0, RowCount).Select(i => 0.5f + (float)random.Uniform(i))];
        float[] targets = Targets(cost, outputs, new CounterRandom(2026, RandomPurpose.Shuffle));
        float[] z = [.. Enumerable.Range(0, RowCount * outputs).Select(i => (float)(2 * random.Normal(1000 + i)))];
        float[] delta = new float[z.Length];
        cost.Evaluate(new CostRows(z, targets, weights, outputs), delta);
        int width = cost.TargetWidth(outputs);
        for (int row = 0; row < RowCount; row++)
        {
            for (int j = 0; j < outputs; j++)
            {
                Compare(cost, z.AsSpan(row * outputs, outputs), targets.AsSpan(row * width, width), weights[row], j, delta[(row * outputs) + j]);
            }
        }

        VerifyFarOut(cost, outputs, targets, weights);
    }

    private static void Compare(Cost cost, ReadOnlySpan<float> z, ReadOnlySpan<float> targets, float weight, int j, double actual)
    {
        const float Step = 1f / 128;
        float[] moved = z.ToArray(), unused = new float[z.Length], weights = [weight];
        moved[j] = z[j] + Step;
        double upper = cost.Evaluate(new CostRows(moved, targets, weights, z.Length), unused), width = moved[j];
        moved[j] = z[j] - Step;
        double lower = cost.Evaluate(new CostRows(moved, targets, weights, z.Length), unused);
        double expected = (upper - lower) / (width - moved[j]);
        if (!(Math.Abs(actual - expected) <= Tolerance * Math.Max(1, Math.Abs(expected))))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The derivative of {cost.Name} must be that of its value, {expected:g6} at z[{j}] = {z[j]} with target {targets[Math.Min(j, targets.Length - 1)]}, but was {actual:g6}."));
        }
    }

    private static void VerifyFarOut(Cost cost, int outputs, float[] targets, float[] weights)
    {
        foreach (float far in (ReadOnlySpan<float>)[-1e4f, 1e4f])
        {
            float[] z = new float[RowCount * outputs], delta = new float[z.Length];
            z.AsSpan().Fill(far);
            double value = cost.Evaluate(new CostRows(z, targets, weights, outputs), delta);
            if (!double.IsFinite(value) || !delta.All(float.IsFinite))
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                    $"{cost.Name} must be finite at z = {far}, but its value was {value} and its derivative {delta[0]}. Write it in z so that no e^z overflows."));
            }
        }
    }

    /// <summary>Random targets that the cost accepts: class indices, 0 or 1, positive numbers or any numbers.</summary>
    private static float[] Targets(Cost cost, int outputs, CounterRandom random)
    {
        float[] targets = new float[RowCount * cost.TargetWidth(outputs)];
        for (int i = 0; i < targets.Length; i++)
        {
            float[] candidates = [(float)random.Normal(3 * i), Math.Abs((float)random.Normal(3 * i)), random.Below(3 * i, 2) == 0 ? -1f : 1f,
                random.Below(3 * i, 2), random.Below(3 * i, outputs)];
            targets[i] = candidates.Cast<float?>().FirstOrDefault(value => cost.AcceptsTarget(value!.Value, outputs))
                ?? throw new InvalidOperationException($"{cost.Name} must accept some of the targets -1, 0, 1 and positive numbers, but accepted none.");
        }

        return targets;
    }
}
