namespace MlpTrainer.Engine;

/// <summary>How a number comes into the network: as several numbers made of it, so that the first layer can bend or oscillate along a single feature.</summary>
/// <remarks>
/// One of <see cref="PiecewiseLinearEmbedding"/> and <see cref="PeriodicEmbedding"/>. Only features of more than two values get an embedding; others, such as one-hot columns, pass as they are. It
/// follows scaling, so that x below is x̂. Gorishniy, Rubachev, Babenko, "On embeddings for numerical features in tabular deep learning" (2022).
/// </remarks>
public abstract record NumericalEmbedding
{
    private protected NumericalEmbedding()
    {
    }
}
