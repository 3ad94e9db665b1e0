using System.Globalization;
using System.Text;

namespace MlpTrainer;

/// <summary>Why a row got its score: score = base + Σ contributions, by integrated gradients.</summary>
/// <remarks>
/// A feature's contribution is φ_i = (x_i − b_i)·∫₀¹ ∂score/∂x_i (b + t·(x − b)) dt, the base the score of the row b (<see cref="IMlpModel.Baseline"/>; Sundararajan, Taly, Yan,
/// "Axiomatic attribution for deep networks", 2017, §3). That they add up to score − base is its axiom of completeness; it holds to a relative 1e-3 of the difference.
/// The slots of a category column are added up. All is in the score's units: log-odds for two classes, a class's probability for several, the label's units for numbers.
/// </remarks>
public sealed class MlpExplanation
{
    private const int MostShown = 10;

    internal MlpExplanation(string scoreName, int output, (double Score, double Base) values, IReadOnlyList<FeatureValue> contributions)
    {
        (ScoreName, Output, Score, Base) = (scoreName, output, values.Score, values.Base);
        Contributions = [.. contributions.OrderByDescending(one => Math.Abs(one.Value))];
    }

    /// <summary>What is explained: "Score", of several classes "Score of 'A'", of several numbers "Score[1]".</summary>
    public string ScoreName { get; }

    /// <summary>Which of the scores, from 0.</summary>
    public int Output { get; }

    /// <summary>The row's score.</summary>
    public double Score { get; }

    /// <summary>The score of the row with nothing to tell, <see cref="IMlpModel.Baseline"/>.</summary>
    public double Base { get; }

    /// <summary>What each feature adds to the base, the largest first, whatever their sign; NaN where the score is not finite.</summary>
    public IReadOnlyList<FeatureValue> Contributions { get; }

    /// <summary>"Score 0.82 = base 0.31 + carat +0.4 + cut -0.05 + 3 others +0.16": the ten largest contributions, and the sum of the others.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{ScoreName} {Score:0.####} = base {Base:0.####}");
        foreach (FeatureValue one in Contributions.Take(MostShown))
        {
            text.Append(CultureInfo.InvariantCulture, $" + {one}");
        }

        if (Contributions.Count > MostShown)
        {
            int others = Contributions.Count - MostShown;
            var rest = new FeatureValue(others == 1 ? "1 other" : Invariant($"{others} others"), Contributions.Skip(MostShown).Sum(one => one.Value));
            text.Append(CultureInfo.InvariantCulture, $" + {rest}");
        }

        return text.ToString();
    }
}
