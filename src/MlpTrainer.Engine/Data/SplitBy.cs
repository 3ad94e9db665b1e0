using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>What <see cref="TrainingSet.Split"/> cuts: rows, rows within each class, or whole groups of rows.</summary>
public abstract class SplitBy
{
    private SplitBy()
    {
    }

    /// <summary>Rows, all alike.</summary>
    public static SplitBy Rows { get; } = new Strata(set => new float[set.RowCount]);

    /// <summary>Rows, the same share of each class: told apart by the target's value, or, of several values, by the place of the largest.</summary>
    public static SplitBy TargetClass { get; } = new Strata(set => [.. Enumerable.Range(0, set.RowCount).Select(row => ClassOf(set.Target(row)))]);

    /// <summary>Groups: rows with the same id are never on both sides.</summary>
    /// <param name="ids">The group of each row; <see cref="TrainingSet.Split"/> refuses another number of ids than of rows.</param>
    /// <exception cref="ArgumentNullException"><paramref name="ids"/> is null.</exception>
    public static SplitBy Groups(IReadOnlyList<ulong> ids) => new WholeGroups(ids ?? throw new ArgumentNullException(nameof(ids)));

    /// <summary>For each row, whether it is held out.</summary>
    internal abstract bool[] HeldOut(TrainingSet set, double fraction, CounterRandom random);

    private static float ClassOf(ReadOnlySpan<float> target) => target.Length == 1 ? target[0] : TensorPrimitives.IndexOfMax(target);

    /// <summary>Marks a random share of the items, rounded to the nearest number and at least one of two or more.</summary>
    private static IEnumerable<T> Sample<T>(IReadOnlyList<T> items, double fraction, CounterRandom random, long offset)
    {
        int count = Math.Clamp((int)Math.Round(fraction * items.Count), items.Count > 1 ? 1 : 0, Math.Max(0, items.Count - 1));
        return Enumerable.Range(0, items.Count).OrderBy(i => random.Bits(offset + i)).Take(count).Select(i => items[i]);
    }

    private sealed class Strata(Func<TrainingSet, float[]> classes) : SplitBy
    {
        internal override bool[] HeldOut(TrainingSet set, double fraction, CounterRandom random)
        {
            float[] classOf = classes(set);
            bool[] held = new bool[set.RowCount];
            long offset = 0;
            foreach (IGrouping<float, int> rows in Enumerable.Range(0, set.RowCount).GroupBy(row => classOf[row]).OrderBy(group => group.Key))
            {
                int[] members = [.. rows];
                foreach (int row in Sample(members, fraction, random, offset))
                {
                    held[row] = true;
                }

                offset += members.Length;
            }

            return held;
        }
    }

    private sealed class WholeGroups(IReadOnlyList<ulong> ids) : SplitBy
    {
        internal override bool[] HeldOut(TrainingSet set, double fraction, CounterRandom random)
        {
            if (ids.Count != set.RowCount)
            {
                throw new InvalidOperationException(Invariant($"Group ids must be one per row, {set.RowCount}, but were {ids.Count}."));
            }

            HashSet<ulong> held = [.. Sample([.. ids.Distinct()], fraction, random, offset: 0)];
            return [.. ids.Select(held.Contains)];
        }
    }
}
