using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>A model that can say how much each feature contributed to a score.</summary>
public interface ICalculateFeatureContribution
{
    FeatureContributionCalculator FeatureContributionCalculator { get; }
}

/// <summary>Makes the mapper from features to their contributions.</summary>
public interface IFeatureContributionMapper : IPredictor
{
    ValueMapper<TSrc, VBuffer<float>> GetFeatureContributionMapper<TSrc, TDst>(int top, int bottom, bool normalize);
}

/// <summary>Carries a model's contribution mapper to the transform that runs it.</summary>
public sealed class FeatureContributionCalculator
{
    public FeatureContributionCalculator(IFeatureContributionMapper contributionMapper) => ContributionMapper = contributionMapper;

    internal IFeatureContributionMapper ContributionMapper { get; }
}
