namespace MlpTrainer.Tool.Reading;

/// <summary>How far apart two names are.</summary>
internal static class Similarity
{
    /// <summary>Levenshtein's distance: how many letters must be put in, taken out or changed.</summary>
    public static int Distance(string first, string second)
    {
        int[] above = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 1; i <= first.Length; i++)
        {
            int[] row = new int[second.Length + 1];
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int changed = above[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
                row[j] = Math.Min(changed, 1 + Math.Min(above[j], row[j - 1]));
            }

            above = row;
        }

        return above[second.Length];
    }
}
