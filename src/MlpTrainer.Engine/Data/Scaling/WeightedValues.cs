namespace MlpTrainer.Engine;

/// <summary>Numbers in ascending order, each with a weight.</summary>
internal sealed class WeightedValues
{
    private WeightedValues(float[] values, double[] weights) => (Values, Weights, Total) = (values, weights, weights.Sum());

    public float[] Values { get; }

    public double[] Weights { get; }

    /// <summary>The sum of the weights; 0 where there are no values.</summary>
    public double Total { get; }

    /// <summary>The given numbers, ascending, and a 0 of the given weight where that is not 0.</summary>
    public static WeightedValues Of(ReadOnlySpan<float> values, ReadOnlySpan<float> weights, double zeros = 0)
    {
        int extra = zeros > 0 ? 1 : 0, below = 0;
        while (extra > 0 && below < values.Length && values[below] < 0f)
        {
            below++;
        }

        float[] all = new float[values.Length + extra];
        double[] weight = new double[all.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int place = extra > 0 && i >= below ? i + 1 : i;
            (all[place], weight[place]) = (values[i], weights[i]);
        }

        if (extra > 0)
        {
            weight[below] = zeros;
        }

        return new WeightedValues(all, weight);
    }

    /// <summary>Copies of the given numbers, in any order.</summary>
    public static WeightedValues Sorted(float[] values, float[] weights)
    {
        (float[] sorted, float[] same) = ([.. values], [.. weights]);
        Array.Sort(sorted, same);
        return Of(sorted, same);
    }

    /// <summary>The least number that a share of the weight does not exceed; where the share ends between two numbers, their mean.</summary>
    /// <remarks>A number of weight 2 counts as two numbers.</remarks>
    public double Quantile(double share)
    {
        double target = share * Total, tolerance = 1e-9 * Total, sum = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            sum += Weights[i];
            if (sum > target + tolerance)
            {
                return Values[i];
            }

            if (sum >= target - tolerance && i + 1 < Values.Length)
            {
                return ((double)Values[i] + Values[i + 1]) / 2;
            }
        }

        return Values[^1];
    }

    /// <summary>The numbers with something done to each; the order must stay.</summary>
    public WeightedValues Map(Func<double, double> change) => new([.. Values.Select(value => (float)change(value))], Weights);

    /// <summary>How far they lie from a centre, those that do not lie on it.</summary>
    public WeightedValues DistancesFrom(double centre)
    {
        var away = Values.Zip(Weights).Where(pair => pair.First != (float)centre).Select(pair => (Distance: (float)Math.Abs(pair.First - centre), pair.Second)).OrderBy(pair => pair.Distance).ToArray();
        return new([.. away.Select(pair => pair.Distance)], [.. away.Select(pair => pair.Second)]);
    }

    /// <summary>The weight of one number.</summary>
    public double WeightOf(float value)
    {
        double sum = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            sum += Values[i] == value ? Weights[i] : 0;
        }

        return sum;
    }

    /// <summary>Their mean, where there are any.</summary>
    public double Mean()
    {
        double sum = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            sum += Weights[i] * Values[i];
        }

        return Total > 0 ? sum / Total : 0;
    }

    /// <summary>The square root of their mean squared distance from a centre, where there are any.</summary>
    public double DeviationFrom(double centre)
    {
        double sum = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            double distance = Values[i] - centre;
            sum += Weights[i] * distance * distance;
        }

        return Total > 0 ? Math.Sqrt(sum / Total) : 0;
    }
}
