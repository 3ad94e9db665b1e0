namespace MlpTrainer.Engine;

/// <summary>Checks a cost's derivative against finite differences of its value. For users who write a cost of their own.</summary>
public static class CostCheck
{
    private const double Tolerance = 2e-3;
    private const double KinkJump = 0.1;
    private const float Step = 1f / 128;
    private const int RowCount = 64;

    /// <summary>Compares δ = ∂C/∂z with (C(z + h) − C(z − h))/2h, h = 1/128, on 64 random rows of unequal weight, and tries |z| = 1e4.</summary>
    /// <param name="cost">The cost to check.</param>
    /// <param name="outputs">The number of outputs to check it with, at least 1.</param>
    /// <exception cref="InvalidOperationException">
    /// A derivative is off by more than 0.2 % of its size (or of 1, if it is smaller), or a value or derivative is not finite; the message
    /// names the worst entry. Where the slopes on the two sides differ by more than 10 %, as at the kink of |z − y|, any value between them
    /// is accepted.
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
        VerifyDerivative(cost, outputs, z, targets, weights);
        VerifyFarOut(cost, outputs, targets, weights);
    }

    private static void VerifyDerivative(Cost cost, int outputs, float[] z, float[] targets, float[] weights)
    {
        float[] delta = new float[z.Length];
        cost.Evaluate(new CostRows(z, targets, weights, outputs), delta);
        int width = cost.TargetWidth(outputs), worst = -1;
        double worstError = Tolerance, worstExpected = 0;
        for (int i = 0; i < z.Length; i++)
        {
            int row = i / outputs;
            CostRows one = new(z.AsSpan(row * outputs, outputs), targets.AsSpan(row * width, width), weights.AsSpan(row, 1), outputs);
            (double error, double expected) = Compare(cost, one, i % outputs, delta[i]);
            if (!(error <= worstError))
            {
                (worst, worstError, worstExpected) = (i, double.IsNaN(error) ? double.PositiveInfinity : error, expected);
            }
        }

        if (worst >= 0)
        {
            int row = worst / outputs, column = worst % outputs;
            throw new InvalidOperationException(Invariant($"The derivative of {cost.Name} must be that of its value, {worstExpected:g6} at z[{row}, {column}] = {z[worst]} with target {targets[(row * width) + Math.Min(column, width - 1)]} and weight {weights[row]}, but was {delta[worst]:g6}."));
        }
    }

    /// <summary>How far the derivative is from the finite difference, relative to it or to 1, and the finite difference.</summary>
    private static (double Error, double Expected) Compare(Cost cost, in CostRows row, int j, double actual)
    {
        double middle = Moved(cost, row, j, 0f, out double start);
        double upper = Moved(cost, row, j, Step, out double end);
        double lower = Moved(cost, row, j, -Step, out double begin);
        double right = (upper - middle) / (end - start), left = (middle - lower) / (start - begin), expected = (upper - lower) / (end - begin);
        double scale = Math.Max(1, Math.Abs(expected));
        bool isKink = Math.Abs(right - left) > KinkJump * scale;
        double error = isKink
            ? Math.Max(0, Math.Max(Math.Min(left, right) - actual, actual - Math.Max(left, right)))
            : Math.Abs(actual - expected);
        return (error / scale, expected);
    }

    private static double Moved(Cost cost, in CostRows row, int j, float step, out double place)
    {
        float[] z = row.Z.ToArray();
        z[j] += step;
        place = z[j];
        return cost.Evaluate(new CostRows(z, row.Targets, row.Weights, row.Outputs), new float[z.Length]);
    }

    private static void VerifyFarOut(Cost cost, int outputs, float[] targets, float[] weights)
    {
        foreach (float far in (ReadOnlySpan<float>)[-1e4f, 1e4f])
        {
            float[] z = new float[RowCount * outputs], delta = new float[z.Length];
            z.AsSpan().Fill(far);
            double value = cost.Evaluate(new CostRows(z, targets, weights, outputs), delta);
            int bad = Array.FindIndex(delta, d => !float.IsFinite(d));
            if (!double.IsFinite(value) || bad >= 0)
            {
                throw new InvalidOperationException(Invariant($"{cost.Name} must be finite at z = {far}, but its value was {value} and its derivative {delta[Math.Max(bad, 0)]}. Write it in z so that no e^z overflows."));
            }
        }
    }

    /// <summary>Random targets that the cost accepts: class indices, any numbers, positive numbers, −1 or 1, 0 or 1.</summary>
    private static float[] Targets(Cost cost, int outputs, CounterRandom random)
    {
        float[] targets = new float[RowCount * cost.TargetWidth(outputs)];
        for (int i = 0; i < targets.Length; i++)
        {
            float any = (float)random.Normal(3 * i);
            float[] candidates = cost.TargetWidth(outputs) < outputs
                ? [random.Below(3 * i, outputs), any]
                : [any, Math.Abs(any), any > 0 ? 1f : -1f, any > 0 ? 1f : 0f, 0f];
            int accepted = Array.FindIndex(candidates, value => cost.AcceptsTarget(value, outputs));
            targets[i] = accepted >= 0
                ? candidates[accepted]
                : throw new InvalidOperationException($"{cost.Name} must accept some of the targets -1, 0, 1 and positive numbers, but accepted none.");
        }

        return targets;
    }
}
