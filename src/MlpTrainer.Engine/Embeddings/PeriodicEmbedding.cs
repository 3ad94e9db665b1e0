namespace MlpTrainer.Engine;

/// <summary>A feature's value and d numbers that oscillate with it: y = W·h + c with h = cos(2π·w·x + b), where w [F], W [d×F], b [F] and c [d] are the feature's own and trained with the network.</summary>
/// <remarks>
/// At the start w is normal with mean 0 and deviation <see cref="Scale"/>, b uniform in ±π, W and c uniform in ±1/√F. w and W decay and are penalized as weights are, b and c
/// as biases are not. No activation follows. It is RealMLP's "PBLD": Holzmüller, Grinsztajn, Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular
/// data" (2024), whose numbers are the defaults, after the periodic embeddings of Gorishniy, Rubachev, Babenko (2022).
/// </remarks>
public sealed record PeriodicEmbedding : NumericalEmbedding
{
    /// <summary>F, how many waves each feature has, from 1 to 4,096; 16 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int Frequencies { get; init => field = Require.That(value is >= 1 and <= EmbeddingShape.Most, value, EmbeddingShape.Rule); } = 16;

    /// <summary>d, how many numbers are made of them, from 1 to 4,096; 3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int Outputs { get; init => field = Require.That(value is >= 1 and <= EmbeddingShape.Most, value, EmbeddingShape.Rule); } = 3;

    /// <summary>The deviation of the frequencies at the start, in turns for one deviation of the feature, greater than 0; 0.1 by default: about a tenth of a wave. Larger ones see more detail and more noise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public double Scale { get; init => field = Require.Positive(value); } = 0.1;

    /// <summary>What the learning rate is multiplied by for all these parameters, greater than 0; 0.1 by default. A full-batch optimizer, which has no rate, takes no notice of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public double RateFactor { get; init => field = Require.Positive(value); } = 0.1;

    /// <summary>For example "periodic(16, 3, 0.1, 0.1)".</summary>
    public override string ToString() => Invariant($"periodic({Frequencies}, {Outputs}, {Scale}, {RateFactor})");

    /// <summary>One embedding for each feature of more than two values; null where there is none such.</summary>
    internal EmbeddingShape? Shape(TrainingSet train, InputScaling? scaling)
    {
        var sample = new ColumnSample(train);
        int[] features = [.. Enumerable.Range(0, train.FeatureCount).Where(k =>
            sample.Column(k).Map(x => scaling?.Of(k, (float)x) ?? x).Values.Distinct().Take(3).Count() > 2)];
        return features.Length == 0 ? null : new EmbeddingShape(features, Frequencies, Outputs);
    }
}
