namespace MlpTrainer;

/// <summary>A feature's name and a number: its contribution to a score, or its importance.</summary>
/// <param name="Name">The feature, see <see cref="FeatureColumn"/>.</param>
/// <param name="Value">The number.</param>
public sealed record FeatureValue(string Name, double Value)
{
    /// <summary>"carat +0.4".</summary>
    public override string ToString() => Invariant($"{Name} {Value:+0.####;-0.####;0}");
}
