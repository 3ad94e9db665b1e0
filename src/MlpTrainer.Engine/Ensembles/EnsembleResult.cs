namespace MlpTrainer.Engine;

/// <summary>A trained ensemble.</summary>
/// <param name="Network">All members as one network, whose pre-activations z^L are the weighted mean of theirs, moved towards those of the classes' shares by <paramref name="Temperature"/>.</param>
/// <param name="Members">The members, by kind and fold.</param>
/// <param name="Temperature">What the distance of z^L from the z^L of the classes' shares is divided by, from ½ to 16: above 1 the members were too sure of rows that they did not train on. 1 where outputs are no probabilities.</param>
/// <param name="OutOfFoldCost">The cost of all rows, each scored by the members that held it out, at their weights: an honest estimate of the cost on new rows.</param>
/// <param name="First">The training of the first member, whose epochs are reported.</param>
public sealed record EnsembleResult(TrainedNetwork Network, IReadOnlyList<EnsembleMember> Members, double Temperature, double OutOfFoldCost, TrainingResult First)
{
    /// <summary>c, [k], the z^L of the classes' shares, which <see cref="Temperature"/> moves the scores towards: z^L = c + (z − c)/T with z the members' weighted mean.</summary>
    public IReadOnlyList<float> Constants { get; init; } = [];
}
