using System.Globalization;
using System.Text;
using MlpTrainer.Engine;

namespace MlpTrainer.Model;

/// <summary>A model in words.</summary>
internal static class ModelCard
{
    public static string Of(string name, TrainedNetwork network, MlpTraining training)
    {
        var card = new StringBuilder();
        Line(card, $"{name}: {network.Shape.Inputs} features, {network.Shape.ParameterCount} parameters");
        if (network.Shape.Embedding is { } embedding)
        {
            Line(card, $"  embedding {embedding}");
        }

        foreach (LayerShape layer in network.Shape.Layers)
        {
            Line(card, $"  layer {layer.Inputs} → {layer.Outputs} {layer.Activation.Name}{(layer.HasBias ? "" : ", no biases")}");
        }

        Line(card, $"  features {(network.Inputs is { } inputs ? "standardized" + (inputs.ImputeMissing ? ", missing ones imputed" : "") : "as they are")}");
        AddTraining(card, training);
        AddMembers(card, training);
        if (training.OutOfFoldCost is { } outOfFold)
        {
            Line(card, $"  out-of-fold cost {outOfFold:G5}");
        }

        foreach (string warning in training.Warnings)
        {
            Line(card, $"  warning: {warning}");
        }

        card.Append("  options");
        foreach ((string option, string value) in training.Options)
        {
            card.Append(CultureInfo.InvariantCulture, $" {option}={value}");
        }

        Line(card, $"");
        Line(card, $"  trained by MlpTrainer {training.PluginVersion} in ML.NET {training.MLNetVersion}");
        return card.ToString();
    }

    /// <summary>The kinds of an ensemble's members and what they count, in words.</summary>
    private static void AddMembers(StringBuilder card, MlpTraining training)
    {
        if (training.Members.Count == 1)
        {
            return;
        }

        Line(card, $"  an ensemble of {training.Members.Count}:");
        foreach (IGrouping<MemberKind, EnsembleMember> kind in training.Members.GroupBy(member => member.Kind))
        {
            Line(card, $"    {kind.Count()} × {MemberKinds.InWords(kind.Key)}, {100 * kind.Sum(member => member.Weight):0} % of the scores, weights of epochs {kind.Min(member => member.BestEpoch)} to {kind.Max(member => member.BestEpoch)}");
        }
    }

    private static void AddTraining(StringBuilder card, MlpTraining training)
    {
        string whose = training.Members.Count > 1 ? " of the first member" : "";
        Line(card, $"  training{whose} stopped after {training.History.Count} epochs ({training.StopReason}); weights of epoch {training.BestEpoch}");
        if (training.History.FirstOrDefault(record => record.Epoch == training.BestEpoch) is not { } best)
        {
            return;
        }

        string validation = best.ValidationCost is { } cost ? Invariant($", validation cost {cost:G5}") : "";
        Line(card, $"  cost {best.Cost:G5}{validation}");
    }

    private static void Line(StringBuilder card, FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
