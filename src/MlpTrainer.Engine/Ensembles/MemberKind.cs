namespace MlpTrainer.Engine;

/// <summary>What the members of an ensemble can be.</summary>
public enum MemberKind
{
    /// <summary>The hidden layers of the options, with their dropout, on the scaled features: bends along any direction.</summary>
    Network,

    /// <summary>
    /// One hidden layer on piecewise-linear codes of the features: bends along single features, at thresholds and within narrow ranges, as trees do. Where no
    /// feature has more than two values there are no codes, and none of these.
    /// </summary>
    CodedNetwork,

    /// <summary>No hidden layer, on the same codes: a sum of one piecewise-linear function of each feature; logistic or linear regression where there are no codes.</summary>
    Additive,
}
