namespace MlpTrainer.Engine;

/// <summary>The part of a network in front of its first layer: which features get a periodic embedding, of how many waves and numbers.</summary>
/// <remarks>
/// The first layer reads all features, then d numbers for each of the e embeddings. Their parameters follow those of the layers: the frequencies w [e×F], the weights
/// W [e×d×F], the phases b [e×F], the biases c [e×d]; see <see cref="PeriodicEmbedding"/>. A feature may have several.
/// </remarks>
public sealed class EmbeddingShape : IEquatable<EmbeddingShape>
{
    /// <summary>The most waves, and the most numbers, of an embedding.</summary>
    internal const int Most = 4096;

    private readonly int[] _features;

    /// <summary>Lays out embeddings.</summary>
    /// <param name="features">The feature of each embedding, at least 0; at least one embedding. Copied.</param>
    /// <param name="frequencies">F, the waves of each, from 1 to 4,096.</param>
    /// <param name="outputs">d, the numbers that the first layer gets of each, from 1 to 4,096.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public EmbeddingShape(IReadOnlyList<int> features, int frequencies, int outputs)
    {
        _features = [.. Require.Given(features, nameof(features))];
        Require.AtLeast(1, _features.Length, "The number of embeddings");
        Frequencies = Require.That(frequencies is >= 1 and <= Most, frequencies, Rule, nameof(frequencies));
        Outputs = Require.That(outputs is >= 1 and <= Most, outputs, Rule, nameof(outputs));
        foreach (int feature in _features)
        {
            Require.AtLeast(0, feature, "Each embedding's feature");
        }
    }

    /// <summary>The feature of each embedding.</summary>
    public IReadOnlyList<int> Features => _features;

    /// <summary>The number of embeddings, e.</summary>
    public int Count => _features.Length;

    /// <summary>F, the waves of each.</summary>
    public int Frequencies { get; }

    /// <summary>d, the numbers that the first layer gets of each, beside the feature itself.</summary>
    public int Outputs { get; }

    /// <summary>What <see cref="Frequencies"/> and <see cref="Outputs"/> must be.</summary>
    internal static string Rule => Invariant($"at least 1 and at most {Most}");

    /// <summary>e·d.</summary>
    internal long Width => (long)Count * Outputs;

    /// <summary>e·F.</summary>
    internal long WaveCount => (long)Count * Frequencies;

    /// <summary>All weights, frequencies among them: e·F·(1 + d).</summary>
    internal long WeightCount => WaveCount * (1 + Outputs);

    /// <summary>All parameters.</summary>
    internal long ParameterCount => WeightCount + WaveCount + Width;

    /// <summary>Whether the other has the same features, waves and numbers.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(EmbeddingShape? other) =>
        other is not null && Frequencies == other.Frequencies && Outputs == other.Outputs && _features.AsSpan().SequenceEqual(other._features);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EmbeddingShape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Frequencies, Outputs);

    /// <summary>For example "7×periodic(16, 3)".</summary>
    public override string ToString() => Invariant($"{Count}×periodic({Frequencies}, {Outputs})");
}
