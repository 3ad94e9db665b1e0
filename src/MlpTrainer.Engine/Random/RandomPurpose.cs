namespace MlpTrainer.Engine;

/// <summary>What random numbers are drawn for. Streams of different purposes are independent.</summary>
public enum RandomPurpose
{
    /// <summary>The weights before training; one stream per layer.</summary>
    InitialWeights,

    /// <summary>The order of the rows; one stream per epoch.</summary>
    Shuffle,

    /// <summary>Which inputs and hidden units are dropped; one stream per epoch and row.</summary>
    Dropout,

    /// <summary>Which rows are held out for validation.</summary>
    Split,

    /// <summary>Which rows the scales of the features are learned from, where there are many.</summary>
    Sample,
}
