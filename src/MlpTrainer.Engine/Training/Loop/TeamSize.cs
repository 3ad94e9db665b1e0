namespace MlpTrainer.Engine;

/// <summary>How many threads share a training's steps: at most <see cref="TrainingOptions.NumberOfThreads"/>, and no more than have something to do.</summary>
internal static class TeamSize
{
    /// <summary>Rows times parameters of a step of some five microseconds, below which handing over its parts takes longer than a second thread saves.</summary>
    private const int LeastWork = 50_000;

    /// <param name="options">The options.</param>
    /// <param name="shape">The network.</param>
    /// <param name="rows">The rows to train on.</param>
    /// <param name="sparseInput">Whether these are sparse.</param>
    public static int Of(TrainingOptions options, NetworkShape shape, int rows, bool sparseInput = false)
    {
        int batch = options.Optimizer is FullBatchOptimizer ? rows : TrainingLoop.BatchSize(options.BatchSize, rows);
        if ((long)batch * shape.ParameterCount < LeastWork)
        {
            return 1;
        }

        int threads = options.NumberOfThreads is { } most and > 0 ? most : Environment.ProcessorCount;
        int blockRows = BatchInput.BlockRows(shape, sparseInput), rowBlocks = (Math.Min(batch, RowPhase.MaximumRows) + blockRows - 1) / blockRows;
        return Math.Min(threads, Math.Max(rowBlocks, ParameterBlock.Of(shape, sparseInput).Length));
    }
}
