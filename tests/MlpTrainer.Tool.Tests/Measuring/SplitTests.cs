using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Measuring;
using MlpTrainer.Tool.Pipelines;

namespace MlpTrainer.Tool.Tests.Measuring;

public class SplitTests
{
    [Fact]
    public void EveryFoldHasItsShareOfEachClass()
    {
        int[] folds = Split.Folds(Table(), TaskKind.Binary, "label", 5, seed: 1);
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal((16, 4), (Count(folds, fold, "a"), Count(folds, fold, "b"))));
        Assert.Equal(folds, Split.Folds(Table(), TaskKind.Binary, "label", 5, seed: 1));
        Assert.NotEqual(folds, Split.Folds(Table(), TaskKind.Binary, "label", 5, seed: 2));
    }

    [Fact]
    public void ARowIsTrainedOnOrMeasuredOn()
    {
        (int[] train, int[] test) = Split.HoldOut(Table(), TaskKind.Binary, "label", 0.25, seed: 1);
        Assert.Equal(Enumerable.Range(0, 100), train.Concat(test).Order());
        Assert.Equal((25, 5), (test.Length, test.Count(row => row % 5 == 0)));
    }

    private static int Count(int[] folds, int fold, string label) => Enumerable.Range(0, 100).Count(row => folds[row] == fold && (row % 5 == 0 ? "b" : "a") == label);

    private static MemoryTable Table()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("label", TextDataViewType.Instance);
        return new MemoryTable(schema.ToSchema(), [Enumerable.Range(0, 100).Select(row => row % 5 == 0 ? "b" : "a").ToArray()]);
    }
}
