namespace MlpTrainer.Engine;

/// <summary>What an ensemble asks of options and rows.</summary>
internal static class EnsembleChecks
{
    private const int MostWidth = 1024, FewestCodes = 4;

    /// <summary>Whether options and kinds fit together.</summary>
    public static void Check(TrainingOptions options, EnsembleOptions ensemble)
    {
        if (options.KeepState || options.Continue is not null)
        {
            throw new ArgumentException("KeepState and Continue must be off for an ensemble, whose members have a state each, but one was given. Train a single network.", nameof(options));
        }

        if (options.NumericalEmbedding is { } embedding && ensemble.Kinds.Any(kind => kind != MemberKind.Network))
        {
            throw new ArgumentException($"Kinds must be Network alone with a NumericalEmbedding, but this was {embedding}.", nameof(ensemble));
        }

        if (options.NumericalEmbedding is PeriodicEmbedding periodic && options.HiddenLayers.Count == 0)
        {
            throw new ArgumentException($"HiddenLayers must be one at least for an ensemble with {periodic}, but there was none.", nameof(options));
        }

        IReadOnlyList<Activation> activations = options.LayerActivations is { Count: > 0 } each ? each : [options.Activation];
        if (ensemble.Kinds.Any(kind => kind != MemberKind.Network) && !(options.HiddenLayers.Count > 0 && activations.All(one => one.IsRectifier) && options.UseBiases))
        {
            throw new ArgumentException(Invariant(
                $"Kinds must be Network alone unless the network has hidden layers of relu with biases, but it had {options.HiddenLayers.Count} of {string.Join(", ", activations)}{(options.UseBiases ? "" : " without biases")}."), nameof(ensemble));
        }
    }

    /// <summary>The most codes that a feature can have; null for none: sparse rows stay sparse, and many features have no room for codes.</summary>
    public static int? MostCodes(TrainingSet train, EnsembleOptions ensemble)
    {
        int most = Math.Min(ensemble.MostCodes, MostWidth / train.FeatureCount);
        return train.IsSparse || most < Math.Min(FewestCodes, ensemble.MostCodes) || ensemble.Kinds.All(kind => kind == MemberKind.Network) ? null : most;
    }
}
