namespace MlpTrainer.Reports.Measures;

/// <summary>The probabilities that an ensemble's members gave before the temperature: σ or softmax of c + T·(z − c).</summary>
internal static class Uncooled
{
    /// <summary>Whether the model says what its temperature was, and that it did something.</summary>
    public static bool IsKnown(IMlpModel model) =>
        model.Training.Temperature is { } temperature && temperature != 1 && model.Training.TemperatureConstants.Count == model.Network.Shape.Outputs;

    /// <summary>Of two classes, from the log-odds.</summary>
    public static double Probability(MlpTraining training, double z)
    {
        double c = training.TemperatureConstants[0];
        return 1 / (1 + Math.Exp(-(c + (training.Temperature!.Value * (z - c)))));
    }

    /// <summary>Of several classes, from the probabilities, whose logarithms are z but for a constant, which softmax does not see.</summary>
    public static double[] Probabilities(MlpTraining training, ReadOnlySpan<float> probabilities)
    {
        double[] z = new double[probabilities.Length];
        for (int k = 0; k < z.Length; k++)
        {
            double c = training.TemperatureConstants[k];
            z[k] = c + (training.Temperature!.Value * (Math.Log(Math.Max(probabilities[k], float.Epsilon)) - c));
        }

        double largest = z.Max(), sum = z.Sum(one => Math.Exp(one - largest));
        return [.. z.Select(one => Math.Exp(one - largest) / sum)];
    }
}
