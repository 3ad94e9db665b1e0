
namespace MlpTrainer.Engine.Tests.Structure;

/// <summary>The engine's first-level folders stand on each other like floors of a house: no two use each other, not even over a third.</summary>
public class FloorTests
{
    [Fact]
    public void NoTwoFoldersOfTheEngineUseEachOther()
    {
        Dictionary<string, HashSet<string>> uses = FolderReferences.Of(typeof(NetworkTrainer).Assembly.Location);
        Assert.Contains("Kernels", uses["Network"]);            // what the reading must find, if it finds anything
        Assert.Contains("Costs", uses["Training"]);
        string[] circles = [.. uses.Keys.Where(folder => Reachable(uses, folder).Contains(folder))];
        Assert.True(circles.Length == 0, $"These folders use each other: {string.Join(", ", circles.Select(folder =>
            $"{folder} → {string.Join(" ", uses[folder].Where(circles.Contains))}"))}");
    }

    private static HashSet<string> Reachable(Dictionary<string, HashSet<string>> uses, string from)
    {
        HashSet<string> seen = [];
        var waiting = new Stack<string>(uses[from]);
        while (waiting.TryPop(out string? folder))
        {
            if (seen.Add(folder))
            {
                foreach (string next in uses.GetValueOrDefault(folder, []))
                {
                    waiting.Push(next);
                }
            }
        }

        return seen;
    }
}
