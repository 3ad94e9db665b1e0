namespace MlpTrainer.Engine;

/// <summary>Widths and activations of a network, and the layout of its parameters: W¹, b¹, W², b², … in one flat array, then those of an embedding where there is one.</summary>
public sealed class NetworkShape : IEquatable<NetworkShape>
{
    /// <summary>Lays out a network.</summary>
    /// <param name="inputs">The number of features, at least 1.</param>
    /// <param name="widths">The number of units of each layer, the output layer last; at least one layer, each at least 1.</param>
    /// <param name="activations">The activation of each layer.</param>
    /// <param name="hasBiases">Whether the layers have biases.</param>
    /// <param name="embedding">What stands in front of the first layer; null for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is below 1, or there are more parameters than one array can hold.</exception>
    /// <exception cref="ArgumentException">The number of activations is not that of the layers, an embedding's feature is not there, or a hidden layer's activation is not elementwise.</exception>
    public NetworkShape(int inputs, IReadOnlyList<int> widths, IReadOnlyList<Activation> activations, bool hasBiases = true, EmbeddingShape? embedding = null)
    {
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentNullException.ThrowIfNull(activations);
        Inputs = Require.AtLeast(1, inputs, nameof(inputs));
        Require.AtLeast(1, widths.Count, "The number of layers");
        if (activations.Count != widths.Count)
        {
            throw new ArgumentException($"activations must be one per layer, {widths.Count}, but was {activations.Count}.", nameof(activations));
        }

        if (embedding?.Features.Max() >= inputs)
        {
            throw new ArgumentException(Invariant($"Each embedding's feature must be less than {inputs}, but one was {embedding.Features.Max()}."), nameof(embedding));
        }

        var layers = new LayerShape[widths.Count];
        long offset = 0, read = WithinAnArray(inputs + (embedding?.Width ?? 0));
        for (int i = 0; i < layers.Length; i++)
        {
            int width = Require.AtLeast(1, widths[i], "Each layer's width");
            if (i < layers.Length - 1 && !activations[i].IsElementwise)
            {
                throw new ArgumentException($"A hidden layer's activation must be elementwise, but was {activations[i]}.", nameof(activations));
            }

            long biasOffset = offset + (read * width), next = WithinAnArray(biasOffset + (hasBiases ? width : 0));
            layers[i] = new LayerShape((int)read, width, activations[i], hasBiases, (int)offset, (int)biasOffset);
            offset = next;
            read = width;
        }

        (Layers, Embedding, EmbeddingOffset) = (layers, embedding, (int)offset);
        ParameterCount = (int)WithinAnArray(offset + (embedding?.ParameterCount ?? 0));
    }

    /// <summary>The number of features.</summary>
    public int Inputs { get; }

    /// <summary>The number of output units.</summary>
    public int Outputs => Layers[^1].Outputs;

    /// <summary>The layers, the first hidden one first, the output layer last.</summary>
    public IReadOnlyList<LayerShape> Layers { get; }

    /// <summary>What stands in front of the first layer, so that it reads more than the features; null for nothing.</summary>
    public EmbeddingShape? Embedding { get; }

    /// <summary>The number of parameters of all, weights and biases together.</summary>
    public int ParameterCount { get; }

    /// <summary>Where the embedding's parameters begin, after those of the layers.</summary>
    internal int EmbeddingOffset { get; }

    /// <summary>Whether the other has the same widths, activations, biases and embedding.</summary>
    /// <param name="other">The other shape.</param>
    public bool Equals(NetworkShape? other) => other is not null && Equals(Embedding, other.Embedding) && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NetworkShape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Inputs, ParameterCount, Layers.Count);

    /// <summary>For example "30-100 relu-1 sigmoid", with an embedding "30 and 12×periodic(16, 3)-100 relu-1 sigmoid".</summary>
    public override string ToString() => $"{Inputs}{(Embedding is null ? "" : $" and {Embedding}")}-{string.Join("-", Layers.Select(layer => $"{layer.Outputs} {layer.Activation}"))}";

    /// <summary>A number of parameters, if one array can hold them.</summary>
    private static long WithinAnArray(long count) =>
        count <= Array.MaxLength ? count : throw Require.Violated("The number of parameters", Invariant($"at most {Array.MaxLength}"), count);
}
