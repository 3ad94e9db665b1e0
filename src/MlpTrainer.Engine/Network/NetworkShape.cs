namespace MlpTrainer.Engine;

/// <summary>Widths and activations of a network, and the layout of its parameters: W¹, b¹, W², b², … in one flat array.</summary>
public sealed class NetworkShape : IEquatable<NetworkShape>
{
    /// <summary>Lays out a network.</summary>
    /// <param name="inputs">The number of features, at least 1.</param>
    /// <param name="widths">The number of units of each layer, the output layer last; at least one layer, each at least 1.</param>
    /// <param name="activations">The activation of each layer.</param>
    /// <param name="hasBiases">Whether the layers have biases.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is below 1, or there are more parameters than one array can hold.</exception>
    /// <exception cref="ArgumentException">The number of activations is not that of the layers, or a hidden layer's activation is not elementwise.</exception>
    public NetworkShape(int inputs, IReadOnlyList<int> widths, IReadOnlyList<Activation> activations, bool hasBiases = true)
    {
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentNullException.ThrowIfNull(activations);
        Inputs = Require.AtLeast(1, inputs, nameof(inputs));
        Require.AtLeast(1, widths.Count, "The number of layers");
        if (activations.Count != widths.Count)
        {
            throw new ArgumentException($"activations must be one per layer, {widths.Count}, but was {activations.Count}.", nameof(activations));
        }

        var layers = new LayerShape[widths.Count];
        long offset = 0;
        for (int i = 0; i < layers.Length; i++)
        {
            int width = Require.AtLeast(1, widths[i], "Each layer's width");
            if (i < layers.Length - 1 && !activations[i].IsElementwise)
            {
                throw new ArgumentException($"A hidden layer's activation must be elementwise, but was {activations[i]}.", nameof(activations));
            }

            long biasOffset = offset + ((long)inputs * width), next = biasOffset + (hasBiases ? width : 0);
            if (next > Array.MaxLength)
            {
                throw Require.Violated("The number of parameters", Invariant($"at most {Array.MaxLength}"), next);
            }

            layers[i] = new LayerShape(inputs, width, activations[i], hasBiases, (int)offset, (int)biasOffset);
            offset = next;
            inputs = width;
        }

        Layers = layers;
        ParameterCount = (int)offset;
    }

    /// <summary>The number of features.</summary>
    public int Inputs { get; }

    /// <summary>The number of output units.</summary>
    public int Outputs => Layers[^1].Outputs;

    /// <summary>The layers, the first hidden one first, the output layer last.</summary>
    public IReadOnlyList<LayerShape> Layers { get; }

    /// <summary>The number of weights and biases together.</summary>
    public int ParameterCount { get; }

    /// <summary>Whether the other has the same widths, activations and biases.</summary>
    /// <param name="other">The other shape.</param>
    public bool Equals(NetworkShape? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NetworkShape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Inputs, ParameterCount, Layers.Count);

    /// <summary>For example "30-100 relu-1 sigmoid".</summary>
    public override string ToString() => $"{Inputs}-{string.Join("-", Layers.Select(layer => $"{layer.Outputs} {layer.Activation}"))}";
}
