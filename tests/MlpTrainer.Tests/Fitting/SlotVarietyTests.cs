using MlpTrainer.Fitting;

namespace MlpTrainer.Tests.Fitting;

/// <summary>Whatever mixture of dense and sparse rows, in whatever order: the kinds are those that the written-out rows have.</summary>
public class SlotVarietyTests
{
    private const int Width = 12;

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void KindsAreThoseOfTheRowsWrittenOut(double sparse)
    {
        int missing = 0, constant = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            float[][] rows = [.. Enumerable.Range(0, 1 + (seed % 5)).Select(_ => Row(random))];
            var variety = new SlotVariety(Width);
            foreach (float[] row in rows)
            {
                Add(variety, row, random.NextDouble() < sparse);
            }

            for (int slot = 0; slot < Width; slot++)
            {
                float[] present = [.. rows.Select(row => row[slot]).Where(value => !float.IsNaN(value)).Distinct()];
                SlotKind expected = present switch
                {
                    [] => SlotKind.Missing,
                    [0f] => SlotKind.Zero,
                    [_] => SlotKind.Constant,
                    _ => SlotKind.Varies,
                };
                Assert.Contains(slot, variety.Of(expected));
                Assert.Equal(present.Length == 1 ? present[0] : variety.ValueOf(slot), variety.ValueOf(slot));
                missing += expected == SlotKind.Missing ? 1 : 0;
                constant += expected == SlotKind.Constant ? 1 : 0;
            }
        }

        Assert.InRange(missing, 20, int.MaxValue);
        Assert.InRange(constant, 20, int.MaxValue);
    }

    [Fact]
    public void AllMissingIsTold()
    {
        var variety = new SlotVariety(2);
        variety.Add([float.NaN, float.NaN]);
        variety.Add([0, 1], [float.NaN, float.NaN]);
        Assert.True(variety.IsAllMissing);
        variety.Add([0], [float.NaN]);                      // slot 1 is 0 here
        Assert.False(variety.IsAllMissing);
    }

    private static void Add(SlotVariety variety, float[] row, bool sparse)
    {
        if (!sparse)
        {
            variety.Add(row);
            return;
        }

        int[] slots = [.. Enumerable.Range(0, Width).Where(slot => row[slot] != 0)];
        variety.Add(slots, [.. slots.Select(slot => row[slot])]);
    }

    /// <summary>The first slots are rarely present, the next rarely other than 0, the others of few values.</summary>
    private static float[] Row(Random random) => [.. Enumerable.Range(0, Width).Select(slot =>
        slot < 4 && random.Next(4) > 0 ? float.NaN : slot < 8 && random.Next(4) > 0 ? 0f : random.Next(3))];
}
