namespace Microsoft.ML;

/// <summary>Names of an output column and of the column it is made from, by default the same.</summary>
public sealed class InputOutputColumnPair
{
    public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName ?? outputColumnName;
    }

    public string InputColumnName { get; }

    public string OutputColumnName { get; }

    internal static (string outputColumnName, string inputColumnName)[] ConvertToValueTuples(InputOutputColumnPair[] infos)
    {
        ArgumentNullException.ThrowIfNull(infos);
        return Array.ConvertAll(infos, pair => (pair.OutputColumnName, pair.InputColumnName));
    }
}
