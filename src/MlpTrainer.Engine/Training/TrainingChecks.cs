namespace MlpTrainer.Engine;

/// <summary>Checks sets and initial network before training: each error names the data, the rule and the value.</summary>
internal static class TrainingChecks
{
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

    /// <summary>Whether rows and network to start from bear with the embedding.</summary>
    public static void CheckEmbedding(TrainingOptions options, TrainingSet train, TrainedNetwork? initial = null)
    {
        if (options.NumericalEmbedding is { } embedding && train.IsSparse)
        {
            throw new ArgumentException(
                $"NumericalEmbedding must be null for sparse rows, but was {embedding}. Train without it, or on dense rows: fewer than 100 features, or more than a twentieth of the values not 0.");
        }

        if (initial is null)
        {
            return;
        }

        if (options.NumericalEmbedding is PiecewiseLinearEmbedding codes)
        {
            throw new ArgumentException(
                $"NumericalEmbedding must be null with a network to start from, whose first layer already has what was one, but was {codes}. Choose HiddenLayers as that network has them.");
        }

        var asked = options.NumericalEmbedding as PeriodicEmbedding;
        EmbeddingShape? has = initial.Shape.Embedding;
        bool same = has is null ? asked?.Shape(train, initial.Inputs) is null : has.Frequencies == asked?.Frequencies && has.Outputs == asked.Outputs;
        if (!same)
        {
            string wanted = has is null ? "null" : Invariant($"periodic, of {has.Frequencies} waves and {has.Outputs} numbers,");
            throw new ArgumentException($"NumericalEmbedding must be {wanted} as the network to start from has it, but was {asked?.ToString() ?? "null"}.");
        }
    }

    /// <summary>Whether missing values, if there are any, will be filled in, and infinite ones be bounded.</summary>
    public static void CheckFinite(TrainingSet set, string name, InputScaling? scaling)
    {
        if (set.HasInfinite && scaling is not { Saturation.IsEmpty: false })
        {
            throw new InvalidOperationException(
                $"Features must be finite where they do not saturate, but in {name} some are infinite. Turn Standardize and Saturate on, or replace infinite values before.");
        }

        if (set.HasMissing && scaling is not { ImputeMissing: true })
        {
            throw new InvalidOperationException(
                $"Features must not be missing (NaN) when ImputeMissing is off, but in {name} some are. Turn ImputeMissing on, or replace missing values before.");
        }
    }
}
