namespace MlpTrainer.Engine;

/// <summary>What options ask of each other: none may be without effect beside another, or without a meaning for the cost.</summary>
internal static class OptionCombinations
{
    public static void Check(TrainingOptions options, int? outputs)
    {
        int layers = options.HiddenLayers.Count, given = options.LayerActivations?.Count ?? layers;
        Require.That(given == layers, given, Invariant($"as many as HiddenLayers ({layers})"), nameof(options.LayerActivations));
        Require.That(
            options.StandardizeTargets != true || options.Cost.TargetScaling != TargetScaling.None, options.StandardizeTargets,
            $"null or false with the {options.Cost} cost", nameof(options.StandardizeTargets));
        OptionsOfParts.Check(options);
        CheckEmbedding(options);
        Require.That(options.InputGainRate == 0f || options.MaxNorm is null, options.InputGainRate, "0 with MaxNorm, which changes weights beside their gains", nameof(options.InputGainRate));
        CheckClasses(options, outputs);
        CheckMetric(options, outputs);
        if (options.Optimizer is StepOptimizer rule)
        {
            Require.AtLeast(0, rule.StateCount, $"The StateCount of {rule}");
            Require.NotNegative(rule.DecoupledWeightDecay, $"The DecoupledWeightDecay of {rule}");
        }
        else
        {
            CheckFullBatch(options);
        }
    }

    /// <summary>Codes become units with biases, of which another training could not go on as codes.</summary>
    private static void CheckEmbedding(TrainingOptions options)
    {
        if (options.NumericalEmbedding is PiecewiseLinearEmbedding codes)
        {
            Require.That(options.UseBiases, options.UseBiases, $"true with {codes}, whose numbers become units with biases", nameof(options.UseBiases));
            bool ends = !options.KeepState && options.Continue is null;
            Require.That(ends, codes, "null with KeepState or Continue, since its trained network is another than the one that has the state", nameof(options.NumericalEmbedding));
        }
    }

    /// <summary>Class weights need targets that are classes, and one value each.</summary>
    private static void CheckClasses(TrainingOptions options, int? outputs)
    {
        if (options.ClassWeights is { } weights)
        {
            bool areClasses = (options.Cost.Tasks & (LearningTasks.Binary | LearningTasks.Multiclass)) != LearningTasks.None;
            int several = outputs ?? (options.Cost.Tasks.HasFlag(LearningTasks.Binary) ? 1 : 2);
            Require.That(
                areClasses && options.Cost.TargetWidth(several) == 1, weights,
                $"null for the {options.Cost} cost, whose targets are not each a class", nameof(options.ClassWeights));
            int? classes = outputs is { } k ? ClassWeights.ClassesOf(k) : null;
            Require.That(
                classes is null || weights.Count is null || weights.Count == classes, weights.Count, Invariant($"one per class, {classes}"), nameof(options.ClassWeights));
        }
    }

    private static void CheckMetric(TrainingOptions options, int? outputs)
    {
        if (options.EarlyStopping?.Metric is { } metric)
        {
            IEnumerable<Metric> fit = Metric.All.Where(other => other.Fits(options.Cost, outputs));
            string of = outputs switch { null => "", 1 => "one output and ", _ => Invariant($"{outputs} outputs and ") };
            Require.That(
                metric.Fits(options.Cost, outputs), metric,
                $"one that has a meaning for {of}the {options.Cost} cost ({string.Join(", ", fit)})", "EarlyStopping.Metric");
        }
    }

    private static void CheckFullBatch(TrainingOptions options)
    {
        string off = $"off with {options.Optimizer}, which looks at all rows at once";
        Require.That(options.Dropout == 0f, options.Dropout, off, nameof(options.Dropout));
        Require.That(options.InputDropout == 0f, options.InputDropout, off, nameof(options.InputDropout));
        Require.That(options.InputGainRate == 0f, options.InputGainRate, off, nameof(options.InputGainRate));
        Require.That(options.MaxNorm is null, options.MaxNorm, off, nameof(options.MaxNorm));
        Require.That(options.GradientClipNorm is null, options.GradientClipNorm, off, nameof(options.GradientClipNorm));
        Require.That(options.WeightAveraging is null, options.WeightAveraging, off, nameof(options.WeightAveraging));
        Require.That(
            options.BatchSize is null or TrainingOptions.FullBatch, options.BatchSize,
            $"null or 0 with {options.Optimizer}, which looks at all rows at once", nameof(options.BatchSize));

        Require.That(!options.KeepState, options.KeepState, off, nameof(options.KeepState));
        Require.That(options.Continue is null, options.Continue, off, nameof(options.Continue));
        string left = $"left to {options.Optimizer}, which chooses the length of its steps itself";
        Require.That(options.LearningRate is null, options.LearningRate, left, nameof(options.LearningRate));
        Require.That(options.Schedule is ConstantSchedule, options.Schedule, left, nameof(options.Schedule));
        Require.That(
            options.Divergence == DivergenceRule.Stop, options.Divergence,
            $"Stop with {options.Optimizer}, which has no smaller step to go on with", nameof(options.Divergence));
    }
}
