namespace MlpTrainer.Engine;

/// <summary>A feature's value and where it lies between knots: with knots b₀ &lt; … &lt; b_T the t-th number is (x − b_(t−1))/(b_t − b_(t−1)), held in [0, 1]; but the first may fall below 0 and the last rise above 1.</summary>
/// <remarks>
/// Knots are quantiles of the training rows, or all values where these are few. Nothing of it is trained, and the trained network is an ordinary one: the numbers
/// become a first layer of ReLU units, exactly but for rounding, so that file, ONNX graph and scores need nothing new. That layer has a weight for each feature and
/// unit: it is for tens or some hundreds of features, not for thousands. Source: Gorishniy, Rubachev, Babenko (2022), §3.2.
/// </remarks>
public sealed record PiecewiseLinearEmbedding : NumericalEmbedding
{
    /// <summary>T, the most numbers of a feature, beside the value itself, at least 2; 16 by default, as members of an ensemble have from 5,000 rows on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int MostCodes { get; init => field = Require.AtLeast(2, value); } = 16;

    /// <summary>For example "piecewise-linear(16)".</summary>
    public override string ToString() => Invariant($"piecewise-linear({MostCodes})");
}
