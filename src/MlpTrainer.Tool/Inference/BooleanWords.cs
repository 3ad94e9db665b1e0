namespace MlpTrainer.Tool.Inference;

/// <summary>Pairs of words for true and false, in any case.</summary>
internal static class BooleanWords
{
    private static readonly (string True, string False)[] s_pairs =
        [("true", "false"), ("yes", "no"), ("y", "n"), ("t", "f"), ("on", "off"), ("1", "0")];

    /// <summary>The pair that a word is of, from 0; -1: none.</summary>
    public static int PairOf(string word) => word.Length > 5 ? -1 : Array.FindIndex(s_pairs, pair => Is(word, pair.True) || Is(word, pair.False));

    /// <summary>A pair in words: "true/false".</summary>
    public static string Name(int pair) => $"{s_pairs[pair].True}/{s_pairs[pair].False}";

    /// <summary>Reads a word of any pair.</summary>
    public static bool TryParse(string word, out bool value)
    {
        int pair = PairOf(word);
        value = pair >= 0 && Is(word, s_pairs[pair].True);
        return pair >= 0;
    }

    private static bool Is(string word, string other) => string.Equals(word, other, StringComparison.OrdinalIgnoreCase);
}
