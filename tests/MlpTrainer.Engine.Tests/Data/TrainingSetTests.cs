namespace MlpTrainer.Engine.Tests;

public class TrainingSetTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RowsComeBackAsTheyWentIn(bool sparse)
    {
        const int Rows = 3000, Features = 700;                              // several chunks
        var builder = new TrainingSetBuilder(Features, 2) { Sparse = sparse };
        var random = new Random(1);
        float[][] x = [.. Enumerable.Range(0, Rows).Select(i => Row(random, Features))];
        for (int i = 0; i < Rows; i++)
        {
            if (i % 2 == 0)
            {
                builder.Add(x[i], [i, -i], weight: i + 1);
            }
            else
            {
                int[] indices = [.. Enumerable.Range(0, Features).Where(k => x[i][k] != 0)];
                builder.Add(indices, [.. indices.Select(k => x[i][k])], [i, -i], weight: i + 1);
            }
        }

        TrainingSet set = builder.Build();
        Assert.Equal((Rows, Features, 2, sparse, false), (set.RowCount, set.FeatureCount, set.TargetWidth, set.IsSparse, set.HasMissing));
        Assert.Equal(x.SelectMany(row => row), SmallData.Features(set));
        for (int i = 0; i < Rows; i++)
        {
            Assert.Equal([i, -i], set.Target(i).ToArray());
            Assert.Equal(i + 1, set.Weight(i));
        }

        long values = sparse ? x.Sum(row => row.LongCount(value => value != 0)) * 8 : Rows * Features * 4L;
        Assert.InRange(set.Bytes, values, values + (5 << 20));
    }

    [Theory]
    [InlineData(1000, 0.01, true)]
    [InlineData(1000, 0.3, false)]
    [InlineData(50, 0.01, false)]
    public void TheDensityDecides(int features, double density, bool sparse)
    {
        foreach (bool addSparse in (bool[])[true, false])
        {
            var random = new Random(2);
            var builder = new TrainingSetBuilder(features, 1);
            for (int i = 0; i < 2000; i++)
            {
                int[] indices = [.. Enumerable.Range(0, features).Where(_ => random.NextDouble() < density)];
                float[] values = [.. indices.Select(_ => 1f)], row = new float[features];
                SparseRows.Scatter(indices, values, row);
                if (addSparse)
                {
                    builder.Add(indices, values, [1]);
                }
                else
                {
                    builder.Add(row, [1]);
                }
            }

            Assert.Equal(sparse, builder.Build().IsSparse);
        }
    }

    [Fact]
    public void BadRowsAreNamed()
    {
        var builder = new TrainingSetBuilder(3, 1);
        builder.Add([1, 2, 3], [0]);
        AssertError("Every target of row 1 must be a finite number, but was NaN.", () => builder.Add([1, 2, 3], [float.NaN]));
        AssertError("The weight of row 1 must be a finite number greater than 0, but was 0.", () => builder.Add([1, 2, 3], [0], 0));
        AssertError("The weight of row 1 must be a finite number greater than 0, but was NaN.", () => builder.Add([1, 2, 3], [0], float.NaN));
        AssertError("Each index of row 1 must be greater than the one before and less than 3, but was 3.", () => builder.Add([0, 3], [1, 1], [0]));
        AssertError("Each index of row 1 must be greater than the one before and less than 3, but was 1.", () => builder.Add([1, 1], [1, 1], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add([1, 2], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add([1, 2, 3], [0, 1]));
        Assert.Equal(1, builder.Build().RowCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MissingAndInfiniteFeaturesAreNoticed(bool sparse)
    {
        var builder = new TrainingSetBuilder(3, 1) { Sparse = sparse };
        builder.Add([1, float.NaN, 3], [0]);
        builder.Add([0, 2], [1, float.NegativeInfinity], [0]);
        TrainingSet set = builder.Build();
        Assert.True(set.HasMissing);
        Assert.True(set.HasInfinite);
        TrainingOptions saturating = Plain.Options with { MaximumNumberOfEpochs = 1, Saturate = true };
        Assert.NotNull(NetworkTrainer.Train(set, null, 1, saturating));
        foreach (TrainingOptions other in (TrainingOptions[])[saturating with { Saturate = false }, saturating with { Standardize = false }, saturating with { HiddenLayers = [] }])
        {
            Assert.StartsWith(
                "Features must be finite where they do not saturate, but in train some are infinite.",
                Assert.Throws<InvalidOperationException>(() => NetworkTrainer.Train(set, null, 1, other)).Message);
        }
    }

    [Fact]
    public void NoRowsIsAnError() =>
        Assert.Equal(
            "The number of rows must be at least 1, but was 0.",
            Assert.Throws<InvalidOperationException>(() => new TrainingSetBuilder(1, 1).Build()).Message);

    private static float[] Row(Random random, int features) =>
        [.. Enumerable.Range(0, features).Select(_ => random.Next(20) == 0 ? random.NextSingle() + 0.1f : 0f)];

    private static void AssertError(string message, Action action) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(action).Message);

    [Theory]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(1000, false)]
    public void AFewRowsTakeLittleRoom(int features, bool sparse)
    {
        float[] row = new float[features];
        long before = GC.GetAllocatedBytesForCurrentThread();
        var builder = new TrainingSetBuilder(features, 1) { Sparse = sparse };
        builder.Add(row, [1]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 60_000);
    }

    [Fact]
    public void ABuiltSetTakesNoMoreRowsAndStaysAsItIs()
    {
        var builder = new TrainingSetBuilder(2, 1);
        builder.Add([1, 2], [3]);
        TrainingSet set = builder.Build();
        Assert.Throws<InvalidOperationException>(() => builder.Add([1, 2], [3]));
        Assert.Throws<InvalidOperationException>(() => builder.Add([0], [2], [3]));
        Assert.Equal(1, set.RowCount);
    }

    /// <summary>Storage grows from a few rows to many chunks; no row is lost or moved on the way.</summary>
    [Theory]
    [InlineData(1, 3_000)]
    [InlineData(7, 20_000)]
    [InlineData(3000, 800)]
    [InlineData(2_000_000, 3)]
    public void RowsStayWhatTheyWereAsTheSetGrows(int features, int rows)
    {
        var dense = new DenseRows(features);
        var sparse = new SparseRows();
        for (int i = 0; i < rows; i++)
        {
            dense.AddZeros()[i % features] = i;
            sparse.Add([i % features, features + i], [i, -i]);
        }

        for (int i = 0; i < rows; i++)
        {
            Assert.Equal(i, dense[i][i % features]);
            Assert.Equal(i, System.Numerics.Tensors.TensorPrimitives.Sum(dense[i]));
            Assert.Equal([i % features, features + i], sparse.Indices(i).ToArray());
            Assert.Equal([i, -i], sparse.Values(i).ToArray());
        }
    }

    [Fact]
    public void ARowTakesItsOwnRoomAndNoMore()
    {
        float[] features = [3f], target = [1f];
        Fill(100);
        long before = GC.GetAllocatedBytesForCurrentThread(), rows = Fill(20_000).Bytes;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, rows, 5 * rows);        // chunks that grow, and are cut to length

        TrainingSet Fill(int count)
        {
            var builder = new TrainingSetBuilder(1, 1);
            for (int row = 0; row < count; row++)
            {
                builder.Add(features, target, weight: 2f);
            }

            return builder.Build();
        }
    }
}
