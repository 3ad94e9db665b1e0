using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Pipelines;

namespace MlpTrainer.Tool.Measuring;

/// <summary>Deals rows out to folds by a seed; of each class every fold gets its share.</summary>
internal static class Split
{
    /// <summary>The fold of each row, from 0.</summary>
    public static int[] Folds(MemoryTable table, TaskKind task, string label, int folds, int seed)
    {
        int[] order = Order(table, task, label, seed);

        int[] result = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            result[order[i]] = i % folds;
        }

        return result;
    }

    /// <summary>Rows to train on and rows to measure on, in the file's order.</summary>
    public static (int[] Train, int[] Test) HoldOut(MemoryTable table, TaskKind task, string label, double share, int seed)
    {
        int parts = 1000, held = (int)Math.Round(share * parts);
        int[] order = Order(table, task, label, seed);
        HashSet<int> test = [];
        for (int i = 0; i < order.Length; i++)
        {
            if ((long)(i + 1) * held / parts > (long)i * held / parts)
            {
                test.Add(order[i]);
            }
        }

        int[] all = [.. Enumerable.Range(0, table.Count)];
        return ([.. all.Where(row => !test.Contains(row))], [.. all.Where(test.Contains)]);
    }

    /// <summary>The rows shuffled, those of a class beside each other.</summary>
    private static int[] Order(MemoryTable table, TaskKind task, string label, int seed)
    {
        int[] order = [.. Enumerable.Range(0, table.Count)];
        new Random(seed).Shuffle(order);
        if (task == TaskKind.Regression)
        {
            return order;
        }

        string[] classes = [.. table.Texts(label)];
        return [.. order.OrderBy(row => classes[row], StringComparer.Ordinal)];             // stable: within a class as shuffled
    }
}
