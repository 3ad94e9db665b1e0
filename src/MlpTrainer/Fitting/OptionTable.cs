using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>Every option, one row each: name and value, what it must be, how the engine gets it, what a model card shows.</summary>
/// <remarks>
/// A new option is a documented field of an options class and a row here; if the engine is to know it, a property of
/// <see cref="TrainingOptions"/>, whose rule is the option's. The order is the card's.
/// </remarks>
internal static class OptionTable
{
    public static IReadOnlyList<OptionRow> Rows { get; } =
    [
        new("LabelColumnName", o => o.LabelColumnName) { Rule = o => OptionRules.Column(o.LabelColumnName), Card = NotShown },
        new("FeatureColumnName", o => o.FeatureColumnName) { Rule = o => OptionRules.Column(o.FeatureColumnName), Card = NotShown },
        new("ExampleWeightColumnName", o => o.ExampleWeightColumnName) { Rule = o => OptionRules.ColumnOrNull(o.ExampleWeightColumnName), Card = NotShown },
        new("HiddenLayers", o => o.HiddenLayers)
        {
            Engine = (e, o) => o.HiddenLayers is null ? e : e with { HiddenLayers = o.HiddenLayers }, Card = (_, used) => List(used.HiddenLayers),
        },
        new("Effort", o => o.Effort) { Rule = OptionRules.KnownEffort },
        new("EnsembleSize", o => o.EnsembleSize) { Rule = OptionRules.Ensemble },
        new("Activation", o => o.Activation)
        {
            Rule = o => OptionRules.Listed([o.Activation]), Engine = (e, o) => e with { Activation = o.Activation },
            Card = (o, _) => o.LayerActivations is null ? o.Activation : null,
        },
        new("LayerActivations", o => o.LayerActivations)
        {
            Rule = o => OptionRules.Listed(o.LayerActivations), Engine = (e, o) => e with { LayerActivations = o.LayerActivations },
            Card = (o, _) => o.LayerActivations is { } each ? List(each) : null,
        },
        new("NumericalEmbedding", o => o.NumericalEmbedding)
        {
            Rule = OptionRules.Embedding, Engine = (e, o) => e with { NumericalEmbedding = o.NumericalEmbedding },
        },
        new("UseBiases", o => o.UseBiases) { Engine = (e, o) => e with { UseBiases = o.UseBiases } },
        new("Cost", o => CostOf(o)) { Rule = o => OptionRules.OfTheTask(CostOf(o), o.Task), Engine = (e, o) => e with { Cost = CostOf(o) } },
        OptionRow.In<MlpClassifierOptions>(
            "LabelSmoothing", o => o.LabelSmoothing, (e, o) => e with { LabelSmoothing = o.LabelSmoothing }, (_, used) => used.LabelSmoothing ?? SmoothingOf(used.Cost)),
        new("Optimizer", o => OptimizerOf(o)) { Engine = (e, o) => e with { Optimizer = OptimizerOf(o) } },
        new("WeightDecay", o => o.WeightDecay)
        {
            Engine = (e, o) => e with { WeightDecay = o.WeightDecay }, Card = (_, used) => used.WeightDecay ?? (used.Optimizer as StepOptimizer)?.DecoupledWeightDecay,
        },
        new("LearningRate", o => o.LearningRate)
        {
            Engine = (e, o) => e with { LearningRate = o.LearningRate }, Card = (o, used) => o.LearningRate ?? used.Optimizer.LearningRate,
        },
        new("Schedule", o => ScheduleOf(o)) { Engine = (e, o) => e with { Schedule = ScheduleOf(o) } },
        new("Initializer", o => o.Initializer) { Engine = (e, o) => e with { Initializer = o.Initializer } },
        new("L2Regularization", o => o.L2Regularization) { Engine = (e, o) => e with { L2Regularization = o.L2Regularization } },
        new("L1Regularization", o => o.L1Regularization) { Engine = (e, o) => e with { L1Regularization = o.L1Regularization } },
        new("BatchSize", o => o.BatchSize) { Engine = (e, o) => e with { BatchSize = o.BatchSize } },
        new("MaximumNumberOfEpochs", o => o.MaximumNumberOfEpochs) { Engine = (e, o) => e with { MaximumNumberOfEpochs = o.MaximumNumberOfEpochs } },
        new("TimeBudget", o => o.TimeBudget) { Engine = (e, o) => e with { TimeBudget = o.TimeBudget } },
        new("CostTolerance", o => o.CostTolerance) { Engine = (e, o) => e with { CostTolerance = o.CostTolerance } },
        new("EarlyStopping", o => o.EarlyStopping)
        {
            Rule = o => OptionRules.OfTheTask(o.EarlyStopping?.Metric, o.Task), Engine = (e, o) => e with { EarlyStopping = o.EarlyStopping },
            Card = (o, _) => o.EarlyStopping is { } stopping ? stopping.Metric?.Name ?? "cost" : null,
        },
        new("Patience", o => o.Patience)
        {
            Engine = (e, o) => e with { Patience = o.Patience }, Card = (_, used) => used.Patience ?? used.EarlyStopping?.Patience,
        },
        new("ValidationFraction", o => o.ValidationFraction) { Rule = OptionRules.HeldOut },
        new("ValidationData", o => o.ValidationData) { Card = NotShown },
        new("GroupColumnName", o => o.GroupColumnName) { Rule = o => OptionRules.ColumnOrNull(o.GroupColumnName) },
        new("Divergence", o => o.Divergence) { Engine = (e, o) => e with { Divergence = o.Divergence } },
        new("Dropout", o => o.Dropout) { Engine = (e, o) => e with { Dropout = o.Dropout } },
        new("InputDropout", o => o.InputDropout) { Engine = (e, o) => e with { InputDropout = o.InputDropout } },
        new("InputGainRate", o => o.InputGainRate) { Engine = (e, o) => e with { InputGainRate = o.InputGainRate ?? 0f }, Card = (_, used) => used.InputGainRate },
        new("MaxNorm", o => o.MaxNorm) { Engine = (e, o) => e with { MaxNorm = o.MaxNorm } },
        new("GradientClipNorm", o => o.GradientClipNorm) { Engine = (e, o) => e with { GradientClipNorm = o.GradientClipNorm } },
        new("WeightAveraging", o => o.WeightAveraging) { Engine = (e, o) => e with { WeightAveraging = o.WeightAveraging } },
        OptionRow.In<MlpClassifierOptions>("ClassWeights", o => o.ClassWeights, (e, o) => e with { ClassWeights = o.ClassWeights }),
        OptionRow.In<MlpRegressionTrainer.Options>(
            "StandardizeTargets", o => o.StandardizeTargets, (e, o) => e with { StandardizeTargets = o.StandardizeTargets },
            (o, used) => o.StandardizeTargets ?? used.Cost.TargetScaling != TargetScaling.None ? true : null),
        new("Standardize", o => o.Standardize) { Engine = (e, o) => e with { Standardize = o.Standardize } },
        new("Saturate", o => o.Saturate) { Engine = (e, o) => e with { Saturate = o.Saturate } },
        new("ImputeMissing", o => o.ImputeMissing) { Engine = (e, o) => e with { ImputeMissing = o.ImputeMissing } },
        new("Seed", o => o.Seed) { Card = (_, used) => used.Seed },                              // which may be the context's
        new("NumberOfThreads", o => o.NumberOfThreads) { Engine = (e, o) => e with { NumberOfThreads = o.NumberOfThreads }, Card = NotShown },
        new("ContinueTraining", o => o.ContinueTraining)
        {
            Rule = o => OptionRules.StepByStep(o.ContinueTraining, OptimizerOf(o)), Engine = (e, o) => e with { KeepState = o.ContinueTraining },
        },
        new("Progress", o => o.Progress) { Card = NotShown },                                    // the engine gets it at Fit, with the log
        new("CancellationToken", o => o.CancellationToken) { Engine = (e, o) => e with { CancellationToken = o.CancellationToken }, Card = NotShown },
        new("ThrowOnCancel", o => o.ThrowOnCancel) { Engine = (e, o) => e with { ThrowOnCancel = o.ThrowOnCancel }, Card = NotShown },
    ];

    /// <summary>The rows of the options that these have.</summary>
    public static IEnumerable<OptionRow> Of(MlpOptions options) => Rows.Where(row => row.Owner.IsInstanceOfType(options));

    private static Cost CostOf(MlpOptions options) => options.Cost ?? options.Task.UsualCost;

    private static Optimizer OptimizerOf(MlpOptions options) => options.Optimizer ?? MlpOptions.Usual.Optimizer;

    private static Schedule ScheduleOf(MlpOptions options) => options.Schedule ?? MlpOptions.Usual.Schedule;

    private static double? SmoothingOf(Cost cost) =>
        (cost as CrossEntropyCost)?.LabelSmoothing ?? (cost as SoftmaxCrossEntropyCost)?.LabelSmoothing;

    /// <summary>What does not shape the model, or is nothing to write down.</summary>
    private static object? NotShown(MlpOptions options, TrainingOptions used) => null;

    private static string List<T>(IEnumerable<T> values) => $"[{string.Join(", ", values)}]";
}
