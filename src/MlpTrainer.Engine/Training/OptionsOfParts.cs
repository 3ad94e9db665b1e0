namespace MlpTrainer.Engine;

/// <summary>The options that belong to a part (an optimizer, a cost, a stopping rule) and are chosen beside it, so that replacing the part does not lose them.</summary>
/// <remarks>
/// Null leaves the part as it is; else the option rules. Two values that were both given and differ are refused, and so is an option whose
/// part is missing or knows nothing of it.
/// </remarks>
internal static class OptionsOfParts
{
    public static void Check(TrainingOptions options)
    {
        if (options.WeightDecay is { } decay)
        {
            var rule = options.Optimizer as StepOptimizer;
            CheckPart(decay, rule?.GivenWeightDecay, rule?.WithWeightDecay(decay) is not null, options.Optimizer, nameof(options.WeightDecay));
        }

        if (options.LabelSmoothing is { } share)
        {
            bool has = options.Cost.WithLabelSmoothing(share) is not null;
            CheckPart(share, options.Cost.GivenLabelSmoothing, has, $"the {options.Cost} cost", nameof(options.LabelSmoothing));
        }

        if (options.Patience is { } patience)
        {
            Require.That(options.EarlyStopping is not null, patience, "null without EarlyStopping, whose it is", nameof(options.Patience));
            int given = options.EarlyStopping!.GivenPatience ?? patience;
            Require.That(given == patience, patience, Invariant($"null or {given}, as EarlyStopping has it"), nameof(options.Patience));
        }
    }

    /// <summary>Options whose parts are as the options beside them say.</summary>
    public static TrainingOptions Apply(TrainingOptions options) => options with
    {
        Optimizer = options.WeightDecay is { } decay ? (options.Optimizer as StepOptimizer)?.WithWeightDecay(decay) ?? options.Optimizer : options.Optimizer,
        Cost = options.LabelSmoothing is { } share ? options.Cost.WithLabelSmoothing(share) ?? options.Cost : options.Cost,
        EarlyStopping = options.Patience is { } patience ? options.EarlyStopping?.WithPatience(patience) : options.EarlyStopping,
    };

    private static void CheckPart<T>(T value, T? given, bool has, object part, string name)
        where T : struct, IEquatable<T>
    {
        Require.That(has || given is not null || value.Equals(default), value, $"null or 0 with {part}, which has none", name);
        Require.That(given is null || value.Equals(given.Value), value, Invariant($"null or {given}, as {part} has it"), name);
    }
}
