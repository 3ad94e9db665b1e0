namespace MlpTrainer;

/// <summary>How much is done for a better model where the options leave the network to the trainer.</summary>
/// <remarks>docs/defaults.md says what each gains and costs.</remarks>
public enum TrainingEffort
{
    /// <summary>A single network of one hidden layer of 512 units.</summary>
    Quick,

    /// <summary>An ensemble of five networks of each kind; three from 10,000 rows on, and from 200,000 on one, with a tenth of the rows held out.</summary>
    Balanced,

    /// <summary>An ensemble of ten networks of each kind; five from 10,000 rows on, three from 200,000. On small tables it gains about 1 % of the loss over
    /// <see cref="Balanced"/>.</summary>
    Best,
}
