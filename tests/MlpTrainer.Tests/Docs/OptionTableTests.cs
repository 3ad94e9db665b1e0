using System.Reflection;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Docs;

/// <summary>docs/options.md names every option, docs/costs.md every cost.</summary>
public class OptionTableTests
{
    private static readonly string[] s_inherited = ["LabelColumnName", "FeatureColumnName"];

    public static TheoryData<string> Options => new(typeof(MlpClassifierOptions).GetFields(BindingFlags.Public | BindingFlags.Instance)
        .Select(option => option.Name).Except(s_inherited));

    public static TheoryData<string> Costs => new(typeof(Cost).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(Cost)) && !type.IsAbstract).Select(type => type.Name));

    [Theory, MemberData(nameof(Options))]
    public void EveryOptionHasItsUse(string option) => Assert.Contains(Rows("options.md"), row => row.Contains($"`{option}`", StringComparison.Ordinal));

    [Theory, MemberData(nameof(Costs))]
    public void EveryCostHasItsFormula(string cost) => Assert.Contains(Rows("costs.md"), row => row.StartsWith($"| `{cost}` |", StringComparison.Ordinal));

    private static string[] Rows(string document) => [.. Document.Named(document).Tables.SelectMany(table => table.Split('\n'))];
}
