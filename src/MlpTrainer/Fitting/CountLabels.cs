using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>Takes note whether all numbers to predict are counts (whole and at least 0), while the cost may predict less than 0.</summary>
/// <param name="cost">The cost.</param>
internal sealed class CountLabels(Cost cost)
{
    /// <summary>Fewer are grades or a yes and a no, written as numbers.</summary>
    private const int FewestValues = 5;

    /// <summary>2²⁴, from where on floats are whole numbers, whatever they stand for.</summary>
    private const float WholeFrom = 16_777_216f;

    private readonly HashSet<float> _values = [];
    private bool _areCounts = MayBeNegative(cost);

    /// <summary>Takes note of a row's label.</summary>
    public void Add(ReadOnlySpan<float> label)
    {
        for (int i = 0; i < label.Length && _areCounts; i++)
        {
            _areCounts = label[i] is >= 0f and < WholeFrom && float.IsInteger(label[i]);
            if (_values.Count < FewestValues)
            {
                _values.Add(label[i]);
            }
        }
    }

    /// <summary>What there is to say of a label column, with the cost that suits counts; null if they are no counts, too few different ones, or cannot be predicted below 0 anyway.</summary>
    public string? Note(string? column) => _areCounts && _values.Count >= FewestValues
        ? $"All labels of column '{column}' are whole numbers of at least 0. If they are counts: PoissonCost never predicts one below 0, as the {cost} cost may."
        : null;

    /// <summary>Whether a = f(z) has values below 0: then it has one at z = −1, for every link that there is.</summary>
    private static bool MayBeNegative(Cost cost)
    {
        Span<float> a = stackalloc float[1];
        cost.Link.Forward([-1f], a);
        return a[0] < 0f;
    }
}
