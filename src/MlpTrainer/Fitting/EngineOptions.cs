using Microsoft.ML.Runtime;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>The trainer's options in the engine's words.</summary>
internal static class EngineOptions
{
    private const float UsualDecay = 0.1f;

    public static TrainingOptions From(MlpOptions options, Cost cost, ulong seed, IHost host, IChannel channel) => new()
    {
        HiddenLayers = options.HiddenLayers,
        Activation = options.Activation,
        LayerActivations = options.LayerActivations,
        UseBiases = options.UseBiases,
        Cost = cost,
        Optimizer = OptimizerOf(options),
        Schedule = ScheduleOf(options),
        Initializer = options.Initializer,
        L2Regularization = options.L2Regularization,
        L1Regularization = options.L1Regularization,
        BatchSize = options.BatchSize,
        MaximumNumberOfEpochs = options.MaximumNumberOfEpochs,
        TimeBudget = options.TimeBudget,
        CostTolerance = options.CostTolerance,
        EarlyStopping = options.EarlyStopping,
        Divergence = options.Divergence,
        Dropout = options.Dropout,
        InputDropout = options.InputDropout,
        MaxNorm = options.MaxNorm,
        GradientClipNorm = options.GradientClipNorm,
        WeightAveraging = options.WeightAveraging,
        ClassWeights = options.Classes,
        StandardizeTargets = options.StandardizesTargets && cost.TargetsMayBeStandardized,
        Standardize = options.Standardize,
        Saturate = options.Saturate,
        ImputeMissing = options.ImputeMissing,
        Seed = seed,
        NumberOfThreads = options.NumberOfThreads ?? 0,
        CancellationToken = options.CancellationToken,
        ThrowOnCancel = options.ThrowOnCancel,
        Progress = new EpochLog(channel, options.Progress),
        CheckAlive = host.CheckAlive,
        Warn = channel.Warning,
    };

    private static Optimizer OptimizerOf(MlpOptions options) => options.Optimizer ?? (options.LearningRate is { } rate
        ? new AdamW { WeightDecay = UsualDecay, LearningRate = rate }
        : new AdamW { WeightDecay = UsualDecay });

    /// <summary>An optimizer's rate cannot be changed, so a rate chosen beside an optimizer goes into the schedule's factor.</summary>
    private static Schedule ScheduleOf(MlpOptions options)
    {
        Schedule schedule = options.Schedule ?? MlpOptions.DefaultSchedule;
        return options is { Optimizer: { } optimizer, LearningRate: { } rate } && rate != optimizer.LearningRate
            ? new ScaledSchedule(schedule, (double)rate / optimizer.LearningRate)
            : schedule;
    }

    private sealed class ScaledSchedule(Schedule inner, double scale) : Schedule
    {
        public override string Name => inner.Name;

        public override double Factor(in ScheduleTime time) => scale * inner.Factor(time);
    }
}
