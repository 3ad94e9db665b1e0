using MlpTrainer.Engine;
using MlpTrainer.Model;
using MlpTrainer.Reports.Figures;

namespace MlpTrainer.Reports.Sections;

/// <summary>How each member was trained: its curves, the epoch whose weights it has, its share.</summary>
internal static class TrainingSection
{
    private const int MostPoints = 400, MostMembersInTable = 60;

    public static void Write(Html html, ReportData data)
    {
        IReadOnlyList<EnsembleMember> members = data.Training.Members;
        html.Heading("Training");
        html.Paragraph(members.Count == 1 ? "The model is a single network."
            : $"The model is the weighted mean of {members.Count} networks, each of which held out another part of the rows and stopped by its cost on them."
            + (data.Training.Temperature is { } t and not 1 ? $" Their log-odds were divided by a temperature of {Number.Of(t)}: {(t > 1 ? "they were too sure of rows that they did not know." : "they were too timid.")}" : ""));
        if (data.Training.OutOfFoldCost is { } cost)
        {
            html.Paragraph($"The out-of-fold cost is {Number.Of(cost)}: each training row scored by the networks that did not train on it, an estimate of the cost on new rows that has seen no test set.");
        }

        html.BeginFigures();
        foreach (IGrouping<MemberKind, EnsembleMember> kind in members.Where(member => member.History.Count > 0).GroupBy(member => member.Kind))
        {
            WriteCurves(html, data, kind.Key, [.. kind]);
        }

        html.EndFigures();
        if (members.All(member => member.History.Count == 0))
        {
            html.Paragraph("The model keeps no history of its training.");
        }
        else if (members.Any(member => member.History.Count == 0))
        {
            html.Paragraph("The model's file is of an older format, which keeps the history of the first member only.");
        }

        WriteTable(html, members);
    }

    private static void WriteCurves(Html html, ReportData data, MemberKind kind, EnsembleMember[] members)
    {
        bool validated = members.Any(member => member.History.Any(record => record.ValidationCost is not null));
        IEnumerable<EpochRecord> all = members.SelectMany(member => member.History);
        Axis x = Axis.Whole("epoch", all.Max(record => record.Epoch));
        Axis y = Axis.OfCosts("cost", all.SelectMany(record => new[] { record.Cost, record.ValidationCost ?? double.NaN }));
        string title = members.Length == 1 && data.Training.Members.Count == 1 ? "Learning curve" : $"Learning curves: {members.Length} × {MemberKinds.InWords(kind)}";
        var plot = new Plot(title, Describe(members), x, y);
        foreach (EnsembleMember member in members)
        {
            string whose = Invariant($"fold {member.Fold}");
            plot.Line(Points(member, record => record.Cost), "s5 thin dashed training", $"{whose}, training cost");
            if (validated)
            {
                plot.Line(Points(member, record => record.ValidationCost ?? double.NaN), "s0 thin validation", $"{whose}, validation cost");
            }
        }

        foreach (EnsembleMember member in members.Where(member => member.BestEpoch > 0))
        {
            EpochRecord? best = member.History.FirstOrDefault(record => record.Epoch == member.BestEpoch);
            plot.Dot((member.BestEpoch, best?.ValidationCost ?? best?.Cost ?? double.NaN), "s1 best", Invariant($"fold {member.Fold}, epoch {member.BestEpoch}: its weights are kept"));
        }

        (string, string)[] legend = validated ? [("held-out rows", "s0"), ("training rows", "s5 dashed"), ("circle: epoch whose weights are kept", "s1")]
            : [("training rows", "s5 dashed"), ("circle: epoch whose weights are kept", "s1")];
        html.Figure(plot, "The held-out cost should fall and level off; where it rises while the training cost still falls, the network learns the rows by heart, and the weights from before are kept.", legend);
    }

    /// <summary>At most 400 epochs, evenly, and always the one whose weights are kept.</summary>
    private static List<(double, double)> Points(EnsembleMember member, Func<EpochRecord, double> value)
    {
        int every = Math.Max(1, member.History.Count / MostPoints);
        return [.. member.History.Where((record, i) => i % every == 0 || record.Epoch == member.BestEpoch || i == member.History.Count - 1)
            .Select(record => ((double)record.Epoch, value(record)))];
    }

    private static string Describe(EnsembleMember[] members) => Invariant(
        $"Cost by epoch for {members.Length} network(s), up to {members.Max(member => member.Epochs)} epochs; weights kept from epochs {members.Min(member => member.BestEpoch)} to {members.Max(member => member.BestEpoch)}.");

    private static void WriteTable(Html html, IReadOnlyList<EnsembleMember> members)
    {
        html.Table("The networks, and what each counts in the scores", ["kind", "fold", "share", "epochs", "kept epoch", "held-out cost", "stopped by"],
            members.Take(MostMembersInTable).Select(member => (string[])
            [
                MemberKinds.Short(member.Kind), Invariant($"{member.Fold}"), Number.Percent(member.Weight), Invariant($"{member.Epochs}"),
                Invariant($"{member.BestEpoch}"), double.IsNaN(member.ValidationCost) ? "none held out" : Number.Of(member.ValidationCost), member.StopReason?.ToString() ?? "not known",
            ]));
        if (members.Count > MostMembersInTable)
        {
            html.Paragraph($"And {Number.Of(members.Count - MostMembersInTable)} more.");
        }
    }
}
