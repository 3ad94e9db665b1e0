namespace MlpTrainer.Engine;

/// <summary>How much each kind of member counts, chosen by out-of-fold scores.</summary>
/// <remarks>
/// Greedy selection with replacement: twenty times the kind is added whose addition lowers the cost of the mixture most, so the shares are multiples of
/// a twentieth. Caruana, Niculescu-Mizil, Crew, Ksikes, "Ensemble selection from libraries of models" (2004), §2.1.
/// </remarks>
internal static class MemberShares
{
    private const int Rounds = 20;

    /// <summary>The shares of all kinds, which add up to 1.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="kinds">How many kinds the scores are of.</param>
    /// <param name="candidates">The kinds to choose from, at least one; the others get 0.</param>
    /// <param name="counts">The rows that count.</param>
    public static double[] Choose(OutOfFoldScores scores, int kinds, IReadOnlyList<int> candidates, Func<int, bool> counts)
    {
        double[] chosen = new double[kinds], shares = new double[kinds];
        for (int round = 1; round <= Rounds; round++)
        {
            (int best, double least) = (candidates[0], double.PositiveInfinity);
            foreach (int kind in candidates.Count == 1 ? [] : candidates)
            {
                for (int other = 0; other < kinds; other++)
                {
                    shares[other] = (chosen[other] + (other == kind ? 1 : 0)) / round;
                }

                double cost = scores.CautiousCostOf(shares, counts);
                (best, least) = cost < least ? (kind, cost) : (best, least);
            }

            chosen[best]++;
        }

        return [.. chosen.Select(times => times / Rounds)];
    }
}
