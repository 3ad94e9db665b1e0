using Microsoft.ML.Data;
using Microsoft.ML.Numeric;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;

namespace MlpTrainer.Inspection;

/// <summary>What <c>CalculateFeatureContribution</c> calls per row. For one thread.</summary>
internal sealed class ContributionMapper(TrainedNetwork network, bool isLogit, VectorRule rule, (int Top, int Bottom, bool Normalize) shown)
{
    private readonly ScoreFunction _score = new(network, isLogit);
    private readonly IntegratedGradients _gradients = new(network, isLogit);
    private readonly float[] _row = new float[network.Shape.Inputs];

    /// <summary>The contributions to the score; where there are several, to the largest: the probability of the predicted class.</summary>
    public void Map(in VBuffer<float> features, ref VBuffer<float> contributions)
    {
        rule.CheckNext(features);
        features.CopyTo(_row);
        ReadOnlySpan<float> scores = _score.Values(_row);
        int output = 0;
        for (int j = 1; j < scores.Length; j++)
        {
            if (scores[j] > scores[output])
            {
                output = j;
            }
        }

        VBufferEditor<float> editor = VBufferEditor.Create(ref contributions, _row.Length);
        _gradients.Explain(_row, output, editor.Values);
        contributions = editor.Commit();
        VectorUtils.SparsifyNormalize(ref contributions, shown.Top, shown.Bottom, shown.Normalize);
    }
}
