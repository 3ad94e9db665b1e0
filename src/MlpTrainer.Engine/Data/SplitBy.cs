using System.Collections;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MlpTrainer.Engine;

/// <summary>What <see cref="TrainingSet.Split"/> cuts: rows, rows within each class, or whole groups of rows.</summary>
public abstract class SplitBy
{
    private SplitBy()
    {
    }

    /// <summary>Rows, all alike.</summary>
    public static SplitBy Rows { get; } = new Strata(_ => 0f);

    /// <summary>Rows, the same share of each class: told apart by the target's value, or, of several values, by the place of the largest.</summary>
    /// <remarks>A class of fewer rows than the share asks for gives a row or none, so that all of them together give the share. Every class of two or
    /// more rows keeps one to train on; the only row of a class is held out only where all classes are that small.</remarks>
    public static SplitBy TargetClass { get; } = new Strata(target => target.Length == 1 ? target[0] : TensorPrimitives.IndexOfMax(target));

    /// <summary>Groups: rows with the same id are never on both sides.</summary>
    /// <param name="ids">The group of each row; <see cref="TrainingSet.Split"/> refuses another number of ids than of rows.</param>
    /// <exception cref="ArgumentNullException"><paramref name="ids"/> is null.</exception>
    public static SplitBy Groups(IReadOnlyList<ulong> ids) => new WholeGroups(ids ?? throw new ArgumentNullException(nameof(ids)));

    /// <summary>For each row, whether it is held out.</summary>
    internal abstract BitArray HeldOut(TrainingSet set, double fraction, CounterRandom random);

    /// <summary>How many of n: the nearest number to the share, at least one and not all of two or more.</summary>
    /// <summary>Deals the rows into folds of about one size, each of which has its share of every class, or whole groups.</summary>
    /// <returns>Per row its fold, from 0 on.</returns>
    internal abstract int[] Folds(TrainingSet set, int count, CounterRandom random);

    private static int Count(int n, double fraction) => Math.Clamp((int)Math.Round(fraction * n), n > 1 ? 1 : 0, Math.Max(0, n - 1));

    private sealed class Strata(Strata.Class classOf) : SplitBy
    {
        public delegate float Class(ReadOnlySpan<float> target);

        /// <summary>Rows stand in line, class by class and shuffled within each; the line is marked at even distances.</summary>
        /// <remarks>So a class of n_c rows gives its share of n_c, rounded up or down, and all classes together theirs, however small they are.</remarks>
        internal override BitArray HeldOut(TrainingSet set, double fraction, CounterRandom random)
        {
            (int[] line, List<(int Start, int Length)> classes) = Line(set, random);
            int single = classes.Count(rows => rows.Length == 1), eligible = line.Length - single, wanted = Count(line.Length, fraction);
            bool singlesToo = eligible - (classes.Count - single) < (wanted + 1) / 2;
            var held = new BitArray(line.Length);
            double mark = 0, distance = (double)wanted / Math.Max(1, singlesToo ? line.Length : eligible);
            foreach ((int start, int length) in classes)
            {
                if (length == 1 && !singlesToo)
                {
                    continue;
                }

                double before = mark;
                mark += length * distance;
                int count = (int)Math.Floor(mark + 0.5) - (int)Math.Floor(before + 0.5);
                for (int i = start; i < start + (length > 1 ? Math.Min(count, length - 1) : count); i++)
                {
                    held[line[i]] = true;
                }
            }

            return held;
        }

        /// <summary>The rows, class by class in the order of the classes' numbers, shuffled within each (Fisher and Yates).</summary>
        internal override int[] Folds(TrainingSet set, int count, CounterRandom random)
        {
            int[] line = Line(set, random).Line, folds = new int[line.Length];
            for (int i = 0; i < line.Length; i++)
            {
                folds[line[i]] = i % count;
            }

            return folds;
        }

        private (int[] Line, List<(int Start, int Length)> Classes) Line(TrainingSet set, CounterRandom random)
        {
            var counts = new Dictionary<float, int>();
            for (int row = 0; row < set.RowCount; row++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, classOf(set.Target(row)), out _)++;
            }

            List<(int Start, int Length)> classes = [];
            var next = new Dictionary<float, int>();
            int start = 0;
            foreach ((float value, int count) in counts.OrderBy(pair => pair.Key))
            {
                classes.Add((start, count));
                next[value] = start;
                start += count;
            }

            int[] line = new int[set.RowCount];
            for (int row = 0; row < set.RowCount; row++)
            {
                line[CollectionsMarshal.GetValueRefOrNullRef(next, classOf(set.Target(row)))++] = row;
            }

            foreach ((int first, int length) in classes)
            {
                for (int i = length - 1; i > 0; i--)
                {
                    int j = (int)random.Below(first + i, i + 1);
                    (line[first + i], line[first + j]) = (line[first + j], line[first + i]);
                }
            }

            return (line, classes);
        }
    }

    private sealed class WholeGroups(IReadOnlyList<ulong> ids) : SplitBy
    {
        internal override BitArray HeldOut(TrainingSet set, double fraction, CounterRandom random)
        {
            CheckCount(set);
            ulong[] groups = [.. ids.Distinct()];
            HashSet<ulong> chosen =
                [.. Enumerable.Range(0, groups.Length).OrderBy(i => random.Bits(i)).Take(Count(groups.Length, fraction)).Select(i => groups[i])];
            var held = new BitArray(ids.Count);
            for (int row = 0; row < ids.Count; row++)
            {
                held[row] = chosen.Contains(ids[row]);
            }

            return held;
        }

        /// <summary>The largest groups first, each to the fold that has the fewest rows.</summary>
        internal override int[] Folds(TrainingSet set, int count, CounterRandom random)
        {
            CheckCount(set);
            ulong[] groups = [.. ids.Distinct()];
            Dictionary<ulong, int> sizes = ids.CountBy(id => id).ToDictionary(), folds = [];
            int[] rows = new int[count];
            foreach (int i in Enumerable.Range(0, groups.Length).OrderByDescending(i => sizes[groups[i]]).ThenBy(i => random.Bits(i)))
            {
                int fold = Array.IndexOf(rows, rows.Min());
                folds[groups[i]] = fold;
                rows[fold] += sizes[groups[i]];
            }

            return [.. ids.Select(id => folds[id])];
        }

        private void CheckCount(TrainingSet set)
        {
            if (ids.Count != set.RowCount)
            {
                throw new InvalidOperationException(Invariant($"Group ids must be one per row, {set.RowCount}, but were {ids.Count}."));
            }
        }
    }
}
