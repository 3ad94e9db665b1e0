namespace MlpTrainer.Tool.Measuring;

/// <summary>How good answers are, gathered row by row.</summary>
internal interface IMeasure
{
    /// <summary>Rows that were measured.</summary>
    int Count { get; }

    /// <summary>What is to be small: log-loss for classes, 1 − R² for numbers.</summary>
    double Loss { get; }

    /// <summary>The figures to print: name, value, and what it is to be compared with.</summary>
    IEnumerable<(string Name, string Value, string Beside)> Figures { get; }
}
