namespace MlpTrainer;

/// <summary>How far the scores of a model that predicts several numbers are from the labels.</summary>
public sealed class MultiOutputRegressionMetrics
{
    internal MultiOutputRegressionMetrics(IReadOnlyList<OutputMetrics> outputs)
    {
        Outputs = outputs;
        RootMeanSquaredError = Math.Sqrt(outputs.Average(output => output.RootMeanSquaredError * output.RootMeanSquaredError));
        MeanAbsoluteError = outputs.Average(output => output.MeanAbsoluteError);
        RSquared = outputs.Average(output => output.RSquared);
    }

    /// <summary>The metrics of each output, in the label's order.</summary>
    public IReadOnlyList<OutputMetrics> Outputs { get; }

    /// <summary>√(Σ(y − ŷ)²/(n·k)), over all rows and outputs. Outputs in large units weigh most.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>Σ|y − ŷ|/(n·k), over all rows and outputs. Outputs in large units weigh most.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>The mean of the outputs' R²: every output weighs the same, whatever its units.</summary>
    public double RSquared { get; }

    /// <summary>"RMSE 2.5, MAE 2, R² 0.9", over all outputs, then a line for each.</summary>
    public override string ToString() => string.Join('\n',
        Outputs.Select((output, j) => Invariant($"  output {j}: {output}")).Prepend(Text(RootMeanSquaredError, MeanAbsoluteError, RSquared)));

    private static string Text(double rmse, double mae, double rSquared) => Invariant($"RMSE {rmse:G5}, MAE {mae:G5}, R² {rSquared:G5}");

    /// <summary>The metrics of one output.</summary>
    /// <param name="RootMeanSquaredError">√(Σ(y − ŷ)²/n).</param>
    /// <param name="MeanAbsoluteError">Σ|y − ŷ|/n.</param>
    /// <param name="RSquared">1 − Σ(y − ŷ)²/Σ(y − ȳ)²: 1 is perfect, 0 is as good as the labels' mean. Where the labels are all equal: 1 if
    /// the scores are equal to them, else −∞.</param>
    public sealed record OutputMetrics(double RootMeanSquaredError, double MeanAbsoluteError, double RSquared)
    {
        /// <summary>"RMSE 2.5, MAE 2, R² 0.9".</summary>
        public override string ToString() => Text(RootMeanSquaredError, MeanAbsoluteError, RSquared);
    }
}
