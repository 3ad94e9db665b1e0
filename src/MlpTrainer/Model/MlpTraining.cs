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
        double validation = history.FirstOrDefault(record => record.Epoch == bestEpoch)?.ValidationCost ?? double.NaN;
        Members = [new EnsembleMember(MemberKind.Network, 0, history.Count, bestEpoch, validation, Weight: 1) { History = history, StopReason = stopReason }];
    }

    /// <summary>One record per epoch: cost, validation cost and metric, learning rate, seconds; of an ensemble, the first member's.</summary>
    public IReadOnlyList<EpochRecord> History { get; }

    /// <summary>Why training stopped; of an ensemble, the first member's.</summary>
    public StopReason StopReason { get; }

    /// <summary>The epoch whose weights the model has; of an ensemble, the first member.</summary>
    public int BestEpoch { get; }

    /// <summary>The options as trained, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; }

    /// <summary>What training warned of, in its order; empty if nothing, and in a model from a file of version 1, which keeps none.</summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>What the keys of a multiclass label stood for, as text, in the order of the keys; empty where the label said nothing of it, for other tasks,
    /// and in a model from a file of version 1.</summary>
    public IReadOnlyList<string> Classes { get; internal init; } = [];

    /// <summary>How each member of an ensemble was trained, by kind and fold, with its history, stop reason and share in the scores; of a single network one
    /// entry, which is the network. A file of version 3 or 4 keeps the history of the first member only.</summary>
    public IReadOnlyList<EnsembleMember> Members
    {
        get;
        internal init => field = value.Count > 0 ? value : field;           // none given: the single network's
    }

    /// <summary>The cost of all training rows of an ensemble, each scored by the members that did not train on it: an honest estimate of the cost on new rows. With
    /// validation rows, theirs. Null for a single network, and in a model from a file of version 1 or 2.</summary>
    public double? OutOfFoldCost { get; internal init; }

    /// <summary>T, which the distance of an ensemble's log-odds from those of the classes' shares is divided by, see <see cref="EnsembleResult.Temperature"/>. Null for
    /// a single network, and in a model from a file of a version before 5.</summary>
    public double? Temperature { get; internal init; }

    /// <summary>c, [k], the z^L of the classes' shares, which the temperature moves the scores towards: before it they were c + T·(z^L − c). Empty where
    /// <see cref="Temperature"/> is null.</summary>
    public IReadOnlyList<float> TemperatureConstants { get; internal init; } = [];

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
