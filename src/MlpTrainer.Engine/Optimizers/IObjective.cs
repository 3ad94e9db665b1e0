namespace MlpTrainer.Engine;

/// <summary>A cost as a function of all parameters, over all rows: what a full-batch optimizer minimizes.</summary>
public interface IObjective
{
    /// <summary>The number of parameters.</summary>
    int ParameterCount { get; }

    /// <summary>C at these parameters, and ∂C/∂parameters.</summary>
    /// <param name="parameters">Where to evaluate, [<see cref="ParameterCount"/>].</param>
    /// <param name="gradient">Receives the gradient, [<see cref="ParameterCount"/>].</param>
    /// <returns>The cost with its regularization, in double; NaN or ∞ where it is not defined.</returns>
    double Evaluate(ReadOnlySpan<float> parameters, Span<float> gradient);
}
