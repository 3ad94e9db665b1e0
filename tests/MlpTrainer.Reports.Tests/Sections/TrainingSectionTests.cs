using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer.Reports.Tests.Sections;

/// <summary>The curves are the members' histories.</summary>
public class TrainingSectionTests
{
    [Fact]
    public void EveryMembersHistoryIsDrawn()
    {
        IReadOnlyList<EnsembleMember> members = Models.Binary.Value.Mlp().Training.Members;
        ReportPage page = Models.Report(Models.Binary.Value);
        string[] titles = [.. page.Titles.Where(title => title.StartsWith("Learning curves", StringComparison.Ordinal))];
        Assert.Equal(3, titles.Length);
        int kind = 0;
        foreach (IGrouping<MemberKind, EnsembleMember> same in members.GroupBy(member => member.Kind))
        {
            Check(page, titles[kind++], [.. same]);
        }
    }

    [Fact]
    public void OfASingleNetworkToo() => Check(Models.Report(Models.Number.Value), "Learning curve", [.. Models.Number.Value.Mlp().Training.Members]);

    [Fact]
    public void TheTableSaysSharesAndReasons()
    {
        IReadOnlyList<EnsembleMember> members = Models.Binary.Value.Mlp().Training.Members;
        string[][] rows = Models.Report(Models.Binary.Value).Table("The networks");
        Assert.Equal(members.Count, rows.Length);
        Assert.Equal(members.Select(member => FormattableString.Invariant($"{100 * member.Weight:0.#} %")), rows.Select(row => row[2]));
        Assert.Equal(members.Select(member => member.StopReason.ToString()), rows.Select(row => row[6]));
    }

    /// <summary>To a thousandth of the axis, since drawings have three digits.</summary>
    private static void Check(ReportPage page, string title, EnsembleMember[] members)
    {
        IReadOnlyList<(double X, double Y)[]> validation = page.Lines(title, "validation"), training = page.Lines(title, "training");
        (double X, double Y)[] best = page.Dots(title, "best");
        Assert.Equal((members.Length, members.Length, members.Length), (validation.Count, training.Count, best.Length));
        for (int m = 0; m < members.Length; m++)
        {
            EpochRecord[] history = [.. members[m].History];
            Assert.Equal(history.Length, validation[m].Length);
            for (int i = 0; i < history.Length; i++)
            {
                Assert.Equal(history[i].Epoch, validation[m][i].X, 1e-3 * history.Length);
                Assert.Equal(history[i].ValidationCost!.Value, validation[m][i].Y, 2e-3 * history.Max(record => record.ValidationCost!.Value));
                Assert.Equal(history[i].Cost, training[m][i].Y, 2e-3 * history.Max(record => Math.Max(record.Cost, record.ValidationCost!.Value)));
            }

            Assert.Equal(members[m].BestEpoch, best[m].X, 1e-3 * history.Length);
            Assert.Equal(members[m].ValidationCost, best[m].Y, 2e-3 * history.Max(record => record.ValidationCost!.Value));
        }
    }
}
