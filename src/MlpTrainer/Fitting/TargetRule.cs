using System.Globalization;
using Microsoft.ML.Runtime;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>Refuses a label that the cost has no meaning for, such as a negative count, naming column, row, value and remedy.</summary>
internal sealed class TargetRule(IExceptionContext host, Cost cost, int outputs, string labelColumn)
{
    public void Check(ReadOnlySpan<float> target, long row)
    {
        foreach (float value in target)
        {
            if (!cost.AcceptsTarget(value, outputs))
            {
                throw Refused(value, row);
            }
        }
    }

    private Exception Refused(float value, long row) => host.Except(string.Create(CultureInfo.InvariantCulture,
        $"Column '{labelColumn}' must be {cost.TargetRule ?? "a finite number"} for the {cost.Name} cost, but was {value} in row {row}. "
        + $"Correct or remove such rows, or choose another cost."));
}
