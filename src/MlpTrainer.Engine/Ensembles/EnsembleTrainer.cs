namespace MlpTrainer.Engine;

/// <summary>Trains an ensemble: k networks of each kind, each with its own fold held out, whose scores are averaged.</summary>
/// <remarks>
/// <list type="number">
/// <item>Scaling and codes are learned from all rows; the rows are dealt into k folds.</item>
/// <item>The members train side by side, a thread each, and stop early by the fold that they hold out. So every row trains, and every row validates.</item>
/// <item>From 2,000 rows on, all kinds train with the first fold held out, and a kind that adds less than a tenth there is trained no further.</item>
/// <item>The kinds' shares are chosen by the scores of all rows by members that did not train on them, see <see cref="EnsembleResult.OutOfFoldCost"/>.</item>
/// <item>The distance of classifiers' scores from the log-odds of the classes' shares is divided by a temperature, where that lowers the cost of these scores.</item>
/// <item>The members become one network whose pre-activations are the weighted mean of theirs: log-odds are averaged, not probabilities.</item>
/// </list>
/// A <see cref="TrainingOptions.TimeBudget"/> is for the first members first, and then for as many more folds as fit, by the time that these took.
/// The same bits at any number of threads. Breiman, "Bagging predictors" (1996); Krogh, Vedelsby, "Neural network ensembles, cross validation and active
/// learning" (1995).
/// </remarks>
public static class EnsembleTrainer
{
    /// <summary>Trains an ensemble.</summary>
    /// <param name="train">The rows to train on; at least 2 without validation rows.</param>
    /// <param name="validation">Rows that all members stop early by, in place of folds: then all train on all of <paramref name="train"/>. Null: folds.</param>
    /// <param name="by">What the folds must have shares of, or keep together.</param>
    /// <param name="outputs">The number of output units, at least 1.</param>
    /// <param name="options">The network and its training, which hold for each member. <see cref="TrainingOptions.Progress"/> is told of the first member's epochs.</param>
    /// <param name="ensemble">How many members of which kinds.</param>
    /// <returns>The network and what it is made of. It depends on rows, options and seed only.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message says name, rule and value.</exception>
    /// <exception cref="ArgumentException">Sets, cost and options do not fit together, or other kinds than <see cref="MemberKind.Network"/> are asked for with
    /// another network than one of hidden layers of ReLU with biases, or with a <see cref="TrainingOptions.NumericalEmbedding"/>; or the optimizer's state is to be kept.</exception>
    /// <exception cref="InvalidOperationException">A target is not one that the cost takes, a feature is missing that may not be, or there is only one row.</exception>
    /// <exception cref="TrainingDivergedException">The cost or a parameter of a member stopped being finite.</exception>
    /// <exception cref="OperationCanceledException">The user cancelled, and asked for this or did so before a member was trained.</exception>
    public static EnsembleResult Train(
        TrainingSet train, TrainingSet? validation, SplitBy by, int outputs, TrainingOptions options, EnsembleOptions ensemble)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ensemble);
        Require.AtLeast(1, outputs, nameof(outputs));
        options.Check(outputs);
        EnsembleChecks.Check(options, ensemble);
        options = OptionsOfParts.Apply(options);
        TrainingChecks.Check(train, nameof(train), outputs, train, options.Cost);
        TrainingChecks.CheckEmbedding(options, train);
        var scales = TrainingScales.Learn(train, options);
        TrainingChecks.CheckFinite(train, nameof(train), scales.Inputs);
        if (SmallTargets.Remark(train, options) is { } remark)
        {
            options.Warn?.Invoke(remark);
        }

        if (validation is not null)
        {
            TrainingChecks.Check(validation, nameof(validation), outputs, train, options.Cost);
            TrainingChecks.CheckFinite(validation, nameof(validation), scales.Inputs);
        }

        MemberKind[] kinds = [.. ensemble.Kinds];
        if (EnsembleChecks.MostCodes(train, ensemble) is { } codes)
        {
            scales = scales with { Codes = PiecewiseCodes.Learn(train, scales.Inputs, codes) };
        }

        kinds = scales.Codes is null && kinds.Length > 1 ? [.. kinds.Where(kind => kind != MemberKind.CodedNetwork)] : kinds;
        var folds = new EnsembleFolds(train, validation, by, ensemble.Size, options.Seed);
        var run = new EnsembleRun(folds, kinds, outputs, options, ensemble, scales);
        return run.Train();
    }
}
