namespace MlpTrainer.Engine;

/// <summary>How many networks of which kinds <see cref="EnsembleTrainer"/> trains.</summary>
public sealed record EnsembleOptions
{
    /// <summary>k, how many of each kind, at least 1; 5 by default. Each holds out its own fold, one k-th of the rows; with 1, a tenth of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Size { get; init => field = Require.AtLeast(1, value); } = 5;

    /// <summary>Which kinds are tried, at least one; all by default. Those that gain nothing beside the others get weight 0.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IReadOnlyList<MemberKind> Kinds
    {
        get;
        init => field = value is { Count: > 0 } ? [.. value.Distinct()] : throw new ArgumentException("Kinds must be at least one kind, but there was none.", nameof(Kinds));
    } = [MemberKind.Network, MemberKind.CodedNetwork, MemberKind.Additive];

    /// <summary>The units of a <see cref="MemberKind.CodedNetwork"/>, at least 1; 128 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int CodedUnits { get; init => field = Require.AtLeast(1, value); } = 128;

    /// <summary>The dropout of a <see cref="MemberKind.CodedNetwork"/>, in [0, 1); 0 by default. A <see cref="MemberKind.Network"/> has that of the options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float CodedDropout { get; init => field = Require.In(0, 1, value); }

    /// <summary>The most piecewise-linear codes of a feature, at least 2; 16 by default. There are fewer where all features together would have more than 1,024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int MostCodes { get; init => field = Require.AtLeast(2, value); } = 16;
}
