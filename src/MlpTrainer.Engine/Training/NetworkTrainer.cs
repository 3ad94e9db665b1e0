using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>Trains a network: the engine's way in.</summary>
/// <remarks>
/// Starting from another network (a warm start) takes its weights, biases and scaling: <see cref="TrainedNetwork.Inputs"/> and
/// <see cref="TrainedNetwork.Outputs"/>. So <see cref="TrainingOptions.Standardize"/>, <see cref="TrainingOptions.Saturate"/>,
/// <see cref="TrainingOptions.ImputeMissing"/> and <see cref="TrainingOptions.StandardizeTargets"/> have no effect, nor has
/// <see cref="TrainingOptions.Initializer"/>; where the first four differ from how the network was trained, <see cref="TrainingOptions.Warn"/> is told.
/// All else starts anew: the optimizer's state and its count of steps, the schedule, the order of the rows (from the seed), dropout, the average of
/// weights, early stopping and the history. Two trainings of ten epochs, one from the other, are therefore not one of twenty: Adam, for one, begins without
/// its averages, and a schedule's warm-up comes again. <see cref="TrainingOptions.Continue"/> makes them one.
/// </remarks>
public static class NetworkTrainer
{
    /// <summary>Trains a network on rows in memory.</summary>
    /// <param name="train">The rows to train on.</param>
    /// <param name="validation">The rows that early stopping watches, or null.</param>
    /// <param name="outputs">The number of output units, at least 1: classes, or targets.</param>
    /// <param name="options">The network and its training.</param>
    /// <param name="initial">Where to start from, a network of the same shape, whose weights and scaling are kept and nothing else, see the remarks of <see cref="NetworkTrainer"/>; null for random weights.</param>
    /// <returns>The network and the history of its training. It depends on rows, options and seed only, not on the number of threads.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message says name, rule and value.</exception>
    /// <exception cref="ArgumentException">Sets, cost, options and initial network do not fit together.</exception>
    /// <exception cref="InvalidOperationException">A target is not one that the cost takes, or a feature is missing that may not be.</exception>
    /// <exception cref="TrainingDivergedException">The cost or a parameter stopped being finite.</exception>
    /// <exception cref="OperationCanceledException">The user cancelled, and asked for this or did so before the first step.</exception>
    public static TrainingResult Train(
        TrainingSet train, TrainingSet? validation, int outputs, TrainingOptions options, TrainedNetwork? initial = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        Require.AtLeast(1, outputs, nameof(outputs));
        options.Check(outputs);
        options = OptionsOfParts.Apply(options);
        if (validation is null && options.EarlyStopping?.Metric is { } metric)
        {
            throw new ArgumentException($"EarlyStopping.Metric must be null without validation rows, but was {metric}.", nameof(options));
        }

        TrainingChecks.Check(train, nameof(train), outputs, train, options.Cost);
        TrainingChecks.CheckEmbedding(options, train, initial);
        TrainingChecks.Check(initial, options.Shape(train.FeatureCount, outputs, initial?.Shape.Embedding));
        if (initial is null && options.Continue is not null)
        {
            throw new ArgumentException("Continue must be null without a network to start from, whose scaling is kept, but was given.", nameof(options));
        }

        TrainingScales scales = initial is null ? TrainingScales.Learn(train, options) : TrainingScales.Renew(initial, train, options);
        Warn(options, initial is null ? SmallTargets.Remark(train, options) : WarmStart.Remark(initial, options, train.IsSparse));
        TrainingChecks.CheckFinite(train, nameof(train), scales.Inputs);
        if (validation is not null)
        {
            TrainingChecks.Check(validation, nameof(validation), outputs, train, options.Cost);
            TrainingChecks.CheckFinite(validation, nameof(validation), scales.Inputs);
        }

        TrainingResult result = TrainPrepared(train, validation, outputs, options, scales, initial);
        return scales.Codes is { } codes ? result with { Network = CodedNetwork.OnFeatures(result.Network, codes, scales.Inputs) } : result;
    }

    /// <summary>Trains a network on rows that were checked and whose scales are known; where there are codes it reads these, without scaling.</summary>
    internal static TrainingResult TrainPrepared(
        TrainingSet train, TrainingSet? validation, int outputs, TrainingOptions options, TrainingScales scales, TrainedNetwork? initial = null, double shareOfNone = OutputBiases.ShareOfNone)
    {
        NetworkShape shape = options.Shape(scales.Codes?.Width ?? train.FeatureCount, outputs, scales.Embedding);
        float[]? classFactors = options.ClassWeights?.Factors(train, outputs);
        PreparedRows rows = scales.Prepare(train, outputs, classFactors);
        PreparedRows? held = validation is null ? null : scales.Prepare(validation, outputs, classFactors);
        AlignedFloats values = initial is null ? InitialWeights.Draw(shape, options) : new AlignedFloats(initial.Parameters.Span);
        if (initial is null)
        {
            OutputBiases.Start(shape, values, rows, options.Cost, shareOfNone);
        }

        return Run(rows, held, shape, values, options);
    }

    /// <summary>Trains from the given values, which are changed in place and become the network's.</summary>
    private static TrainingResult Run(PreparedRows rows, PreparedRows? held, NetworkShape shape, AlignedFloats values, TrainingOptions options)
    {
        var warnings = new PendingWarnings(options.Warn);
        options = options with { Warn = warnings.Add };
        var parameters = new NetworkParameters(shape, values, backward: true, packFirst: !rows.IsSparse);
        using var team = new ThreadTeam(TeamSize.Of(options, shape, rows.Set.RowCount, rows.IsSparse));
        Validator? validator = held is null
            ? null : new Validator(team, held, shape, options.Cost, options.EarlyStopping?.Metric);
        var monitor = new EpochMonitor(options, validator, warnings);
        ITrainingLoop loop = options.Optimizer is FullBatchOptimizer
            ? new FullBatchLoop(team, rows, parameters, options, monitor)
            : new TrainingLoop(team, rows, parameters, options, monitor);
        StopReason reason = loop.Run();
        TrainingState? state = options.KeepState ? loop.State() : null;
        AlignedFloats chosen = monitor.Choose(loop.Parameters);
        chosen.AsSpan().CopyTo(parameters.Values);
        parameters.RefreshAll();
        Warn(options, ConstantOutput.Remark(team, rows, held, parameters, options.Cost));
        var network = new TrainedNetwork(shape, chosen, rows.Codes is null ? rows.Inputs : null, rows.Targets);
        return new TrainingResult(network, monitor.History, reason, monitor.BestEpoch, loop.RollBacks) { State = state };
    }

    private static void Warn(TrainingOptions options, string? remark)
    {
        if (remark is not null)
        {
            options.Warn?.Invoke(remark);
        }
    }
}
