namespace MlpTrainer.Engine;

/// <summary>One output's Score as a function of the raw features, and its gradient: z for a binary classifier, what the network gives for the others.
/// For one thread.</summary>
internal sealed class ScoreFunction(TrainedNetwork network, bool isLogit)
{
    private readonly Scorer _scorer = network.CreateScorer();
    private readonly float[] _outputs = new float[network.Shape.Outputs];

    public int Outputs => _outputs.Length;

    /// <summary>The scores of all outputs, [k]; good until the next call.</summary>
    public ReadOnlySpan<float> Values(ReadOnlySpan<float> row)
    {
        if (isLogit)
        {
            _scorer.PreActivation(row, _outputs);
        }
        else
        {
            _scorer.Score(row, _outputs);
        }

        return _outputs;
    }

    /// <summary>∂score/∂x of one output, [p].</summary>
    public void Gradient(ReadOnlySpan<float> row, int output, Span<float> gradient)
    {
        if (isLogit)
        {
            _scorer.InputGradient(row, output, gradient);
        }
        else
        {
            _scorer.ScoreGradient(row, output, gradient);
        }
    }
}
