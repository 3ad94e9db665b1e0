namespace MlpTrainer.Engine;

/// <summary>Checks options, sets and initial network before training: each error names the option or the data, the rule and the value.</summary>
internal static class TrainingChecks
{
    public static void Check(TrainingOptions options)
    {
        NotNull(options);
        foreach (int width in options.HiddenLayers)
        {
            Require.AtLeast(1, width, "Each of HiddenLayers");
        }

        CheckActivations(options);
        Require.NotNegative(options.L2Regularization, nameof(options.L2Regularization));
        Require.NotNegative(options.L1Regularization, nameof(options.L1Regularization));
        Require.AtLeast(0, options.BatchSize ?? 0, nameof(options.BatchSize));
        Require.AtLeast(1, options.MaximumEpochs, nameof(options.MaximumEpochs));
        Require.AtLeast(0, options.NumberOfThreads, nameof(options.NumberOfThreads));
        Require.Positive(options.TimeBudget?.TotalSeconds ?? 1, nameof(options.TimeBudget));
        Require.In(0f, 1f, options.Dropout, nameof(options.Dropout));
        Require.In(0f, 1f, options.InputDropout, nameof(options.InputDropout));
        Require.Positive(options.MaxNorm ?? 1f, nameof(options.MaxNorm));
        Require.Positive(options.GradientClipNorm ?? 1f, nameof(options.GradientClipNorm));
        Require.Between(0, 1, options.WeightAveraging ?? 0.5, nameof(options.WeightAveraging));
        Rule(double.IsFinite(options.CostTolerance ?? 0), nameof(options.CostTolerance), "a finite number", options.CostTolerance);
        Rule(Enum.IsDefined(options.Divergence), nameof(options.Divergence), "Stop or RollBack", options.Divergence);
        CheckFullBatch(options);
    }

    /// <summary>Whether the rows, the outputs and the cost fit together.</summary>
    public static void Check(TrainingSet set, string name, int outputs, TrainingSet train, Cost cost)
    {
        if (set.FeatureCount != train.FeatureCount)
        {
            throw new ArgumentException(Invariant($"The number of features of {name} must be that of train, {train.FeatureCount}, but was {set.FeatureCount}."), name);
        }

        if (set.TargetWidth != cost.TargetWidth(outputs))
        {
            throw new ArgumentException(
                Invariant($"The target width of {name} must be {cost.TargetWidth(outputs)} for {outputs} outputs and the {cost} cost, but was {set.TargetWidth}."), name);
        }

        for (int row = 0; row < set.RowCount; row++)
        {
            foreach (float target in set.Target(row))
            {
                if (!cost.AcceptsTarget(target, outputs))
                {
                    throw new InvalidOperationException(Invariant($"Every target must be {cost.TargetRule ?? "a finite number"} for the {cost} cost, but in row {row} of {name} was {target}."));
                }
            }
        }
    }

    /// <summary>Whether the initial network has the shape that the options ask for.</summary>
    public static void Check(TrainedNetwork? initial, NetworkShape shape)
    {
        if (initial is not null && !initial.Shape.Equals(shape))
        {
            throw new ArgumentException(
                $"The initial network must have the shape that data and options ask for, {shape}, but had {initial.Shape}.", nameof(initial));
        }
    }

    /// <summary>Whether missing values, if there are any, will be filled in.</summary>
    public static void CheckMissing(TrainingSet set, string name, InputScaling? scaling)
    {
        if (set.HasMissing && scaling is not { ImputeMissing: true })
        {
            throw new InvalidOperationException(
                $"Features must not be missing (NaN) when ImputeMissing is off, but in {name} some are. Turn ImputeMissing on, or replace missing values before.");
        }
    }

    private static void NotNull(TrainingOptions options)
    {
        Rule(options.HiddenLayers is not null, nameof(options.HiddenLayers), "a list, which may be empty", null);
        Rule(options.Activation is not null, nameof(options.Activation), "an activation", null);
        Rule(options.Cost is not null, nameof(options.Cost), "a cost", null);
        Rule(options.Optimizer is not null, nameof(options.Optimizer), "an optimizer", null);
        Rule(options.Schedule is not null, nameof(options.Schedule), "a schedule", null);
    }

    private static void CheckActivations(TrainingOptions options)
    {
        int layers = options.HiddenLayers.Count, given = options.LayerActivations?.Count ?? layers;
        Rule(given == layers, nameof(options.LayerActivations), Invariant($"one per hidden layer, {layers}"), given);
        foreach (Activation activation in options.LayerActivations ?? [options.Activation])
        {
            Rule(activation is { IsElementwise: true }, nameof(options.Activation), "elementwise for a hidden layer", activation);
        }
    }

    private static void CheckFullBatch(TrainingOptions options)
    {
        if (options.Optimizer.IsFullBatch)
        {
            string rule = $"off with {options.Optimizer}, which looks at all rows at once";
            Rule(options.Dropout == 0f, nameof(options.Dropout), rule, options.Dropout);
            Rule(options.InputDropout == 0f, nameof(options.InputDropout), rule, options.InputDropout);
            Rule(options.MaxNorm is null, nameof(options.MaxNorm), rule, options.MaxNorm);
            Rule(options.GradientClipNorm is null, nameof(options.GradientClipNorm), rule, options.GradientClipNorm);
            Rule(options.WeightAveraging is null, nameof(options.WeightAveraging), rule, options.WeightAveraging);
        }
    }

    private static void Rule(bool holds, string name, string rule, object? value)
    {
        if (!holds)
        {
            throw Require.Violated(name, rule, value);
        }
    }
}
