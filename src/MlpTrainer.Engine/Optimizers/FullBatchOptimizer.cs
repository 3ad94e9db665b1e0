namespace MlpTrainer.Engine;

/// <summary>An optimizer that looks at all rows before every move and chooses the length of its steps itself (L-BFGS).</summary>
public abstract class FullBatchOptimizer : Optimizer
{
    /// <summary>Minimizes the objective, starting from and ending in <paramref name="parameters"/>.</summary>
    /// <param name="objective">The cost and its gradient.</param>
    /// <param name="parameters">The start; holds the current point whenever <paramref name="proceed"/> is called, and the last on return.</param>
    /// <param name="proceed">Called after each iteration with the cost at the current point; false ends the minimization.</param>
    /// <returns>
    /// True where no further improvement could be found; false where <paramref name="proceed"/> ended it, or where the cost or an entry of its
    /// gradient was not a finite number.
    /// </returns>
    public abstract bool Minimize(IObjective objective, Span<float> parameters, Func<double, bool> proceed);
}
