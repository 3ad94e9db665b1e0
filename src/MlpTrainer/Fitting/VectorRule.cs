using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MlpTrainer.Fitting;

/// <summary>Refuses a vector that is not what its column's type says, naming column, row and both widths. ML.NET looks at neither lengths nor
/// indices: a custom mapping or a view of one's own gives what it likes.</summary>
/// <param name="host">Whom errors are reported to.</param>
/// <param name="name">What the vectors are, such as "Column 'Features'".</param>
/// <param name="width">Slots of every vector.</param>
internal sealed class VectorRule(IExceptionContext host, string name, int width)
{
    private long _next;

    /// <summary>Checks the vector of a row, counted from 0.</summary>
    /// <exception cref="InvalidOperationException">Its length is not the width, or its indices do not ascend from at least 0 to below the width.</exception>
    public void Check(in VBuffer<float> vector, long row)
    {
        if (vector.Length != width)
        {
            throw Refused(Invariant($"{width} slots in every row, but had {vector.Length}"), vector.IsDense, row);
        }

        if (!vector.IsDense)
        {
            CheckIndices(vector.GetIndices(), row);
        }
    }

    /// <summary>Checks the vector of the row after the one checked last, where a row does not say its number.</summary>
    /// <exception cref="InvalidOperationException">As <see cref="Check"/>.</exception>
    public void CheckNext(in VBuffer<float> vector) => Check(vector, _next++);

    private void CheckIndices(ReadOnlySpan<int> indices, long row)
    {
        int previous = -1;
        foreach (int index in indices)
        {
            if (index <= previous || index >= width)
            {
                string before = previous < 0 ? "" : Invariant($" after {previous}");
                throw Refused(Invariant($"ascending indices of at least 0 and less than its {width} slots, but had {index}{before}"), isDense: false, row);
            }

            previous = index;
        }
    }

    private Exception Refused(string problem, bool isDense, long row) => host.Except(Invariant(
        $"{name} must have {problem} in row {row} ({(isDense ? "a dense" : "a sparse")} vector; rows are counted from 0). ")
        + "Correct what makes the rows.");
}
