using System.Reflection;
using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer;

/// <summary>How a model came about: the course of training and what it was trained with. Saved with the model.</summary>
/// <remarks>Times are known only until the model is saved, so that equal training gives equal files: in a loaded model the
/// history's seconds and rows per second are NaN. Its records have no warnings either: <see cref="Warnings"/> has them all.</remarks>
public sealed class MlpTraining
{
    internal MlpTraining(
        IReadOnlyList<EpochRecord> history, StopReason stopReason, int bestEpoch, IReadOnlyList<KeyValuePair<string, string>> options)
        : this(history, stopReason, bestEpoch, options, VersionOf(typeof(MLContext)), VersionOf(typeof(MlpTraining)))
    {
    }

    internal MlpTraining(
        IReadOnlyList<EpochRecord> history, StopReason stopReason, int bestEpoch, IReadOnlyList<KeyValuePair<string, string>> options,
        string mlNetVersion, string pluginVersion)
    {
        History = history;
        StopReason = stopReason;
        BestEpoch = bestEpoch;
        Options = options;
        MLNetVersion = mlNetVersion;
        PluginVersion = pluginVersion;
    }

    /// <summary>One record per epoch: cost, validation cost and metric, learning rate, seconds.</summary>
    public IReadOnlyList<EpochRecord> History { get; }

    /// <summary>Why training stopped.</summary>
    public StopReason StopReason { get; }

    /// <summary>The epoch whose weights the model has.</summary>
    public int BestEpoch { get; }

    /// <summary>The options as trained, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; }

    /// <summary>What training warned of, in its order; empty if nothing, and in a model from a file of version 1, which keeps none.</summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>What the keys of a multiclass label stood for, as text, in the order of the keys; empty where the label said nothing of it, for other tasks,
    /// and in a model from a file of version 1.</summary>
    public IReadOnlyList<string> Classes { get; internal init; } = [];

    /// <summary>The members of an ensemble, by kind and fold; empty for a single network, and in a model from a file of version 1 or 2. Epochs, best epoch and
    /// history above are those of the first member.</summary>
    public IReadOnlyList<EnsembleMember> Members { get; internal init; } = [];

    /// <summary>The cost of all training rows of an ensemble, each scored by the members that did not train on it: an honest estimate of the cost on new rows. With
    /// validation rows, theirs. Null for a single network, and in a model from a file of version 1 or 2.</summary>
    public double? OutOfFoldCost { get; internal init; }

    /// <summary>What another training needs to go on where this one ended; not saved.</summary>
    internal TrainingState? State { get; init; }

    /// <summary>The ML.NET that the model was trained in.</summary>
    public string MLNetVersion { get; }

    /// <summary>The version of this library that the model was trained by.</summary>
    public string PluginVersion { get; }

    private static string VersionOf(Type type)
    {
        string? version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? "unknown";
    }
}
