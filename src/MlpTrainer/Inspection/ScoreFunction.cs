using MlpTrainer.Engine;

namespace MlpTrainer.Inspection;

/// <summary>One output's Score as a function of the raw features, and its gradient: z for a binary classifier, what the network gives for the others.
/// For one thread.</summary>
internal sealed class ScoreFunction(TrainedNetwork network, bool isLogit)
{
    private readonly Scorer scorer = network.CreateScorer();
    private readonly float[] outputs = new float[network.Shape.Outputs];

    public int Outputs => outputs.Length;

    /// <summary>The scores of all outputs, [k]; good until the next call.</summary>
    public ReadOnlySpan<float> Values(ReadOnlySpan<float> row)
    {
        if (isLogit)
            scorer.PreActivation(row, outputs);
        else
            scorer.Score(row, outputs);
        return outputs;
    }

    /// <summary>∂score/∂x of one output, [p].</summary>
    public void Gradient(ReadOnlySpan<float> row, int output, Span<float> gradient)
    {
        if (isLogit)
            scorer.InputGradient(row, output, gradient);
        else
            scorer.ScoreGradient(row, output, gradient);
    }
}
