namespace MlpTrainer.Engine.Tests;

/// <summary>A multilayer perceptron in double, written for reading only: the oracle of the engine's forward pass and, by differences, of its gradient.</summary>
/// <param name="widths">Inputs, hidden layers, outputs.</param>
/// <param name="activations">The names of the hidden layers' activations.</param>
/// <param name="biases">Whether layers have biases.</param>
public sealed class ReferenceNetwork(int[] widths, string[] activations, bool biases)
{
    public int ParameterCount => Enumerable.Range(1, widths.Length - 1).Sum(l => (widths[l - 1] + (biases ? 1 : 0)) * widths[l]);

    /// <summary>z^L of one row. Parameters: W¹ [inputs×outputs] row by row, b¹, W², b², … Masks: factors of each hidden layer's activations.</summary>
    public double[] Z(double[] parameters, double[] row, float[][]? masks = null) => Layers(parameters, row, masks).Last();

    /// <summary>z of one row, layer by layer.</summary>
    public IEnumerable<double[]> Layers(double[] parameters, double[] row, float[][]? masks = null)
    {
        double[] a = row;
        int at = 0;
        for (int l = 1; l < widths.Length; l++)
        {
            var z = new double[widths[l]];
            for (int i = 0; i < widths[l - 1]; i++)
            {
                for (int j = 0; j < widths[l]; j++)
                {
                    z[j] += a[i] * parameters[at++];
                }
            }

            for (int j = 0; biases && j < widths[l]; j++)
            {
                z[j] += parameters[at++];
            }

            yield return z;
            if (l < widths.Length - 1)
            {
                int layer = l - 1;
                a = [.. z.Select((value, j) => ActivationReference.Value(activations[layer], value) * (masks?[layer][j] ?? 1))];
            }
        }
    }

    /// <summary>The places of all weights, biases left out.</summary>
    public IEnumerable<int> WeightPlaces()
    {
        int at = 0;
        for (int l = 1; l < widths.Length; l++)
        {
            int weights = widths[l - 1] * widths[l];
            foreach (int place in Enumerable.Range(at, weights))
            {
                yield return place;
            }

            at += weights + (biases ? widths[l] : 0);
        }
    }
}
