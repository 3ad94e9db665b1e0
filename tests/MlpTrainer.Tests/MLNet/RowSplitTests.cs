using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.MLNet;

public class RowSplitTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public RowSplitTests() => _data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 2000).Select(i => new Row { Id = i, Group = i / 10 }).ToArray());

    [Fact]
    public void EachRowIsInOneOfTheTwoSets()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(_data, 0.2, seed: 7);
        float[] train = Ids(split.TrainSet);
        float[] test = Ids(split.TestSet);
        Assert.Equal(Ids(_data), train.Concat(test).Order());
        Assert.InRange(test.Length, 320, 480);
    }

    [Fact]
    public void ASplitIsMLNets()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(_ml.Data.LoadFromEnumerable(ObservedRows.Regression), 0.2, seed: 7);
        Observed.SameMember("split", "train", split.TrainSet.GetColumn<float>("Label").Count());
        Observed.SameMember("split", "test", split.TestSet.GetColumn<float>("Label").Count());
    }

    [Fact]
    public void FoldsAreMLNets()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(ObservedRows.Binary);
        Observed.SameMember("crossValidate", "rows",
            _ml.Data.CrossValidationSplit(data, 4).Select(fold => fold.TestSet.GetColumn<bool>("Label").Count()).ToArray());
    }

    [Fact]
    public void ASplitAddsNoColumns() => Observed.SameMember("split", "schema",
        Observed.Schema(_ml.Data.TrainTestSplit(_ml.Data.LoadFromEnumerable(ObservedRows.Regression), 0.2, seed: 7).TrainSet.Schema));

    [Fact]
    public void TheSeedDecides()
    {
        float[] first = Ids(_ml.Data.TrainTestSplit(_data, 0.2, seed: 7).TestSet);
        Assert.Equal(first, Ids(_ml.Data.TrainTestSplit(_data, 0.2, seed: 7).TestSet));
        Assert.NotEqual(first, Ids(_ml.Data.TrainTestSplit(_data, 0.2, seed: 8).TestSet));
    }

    [Fact]
    public void RowsWithOneSamplingKeyStayTogether()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(_data, 0.3, samplingKeyColumnName: "Group", seed: 1);
        float[] test = split.TestSet.GetColumn<float>("Group").ToArray();
        Assert.NotEmpty(test);
        Assert.Empty(test.Intersect(split.TrainSet.GetColumn<float>("Group")));
    }

    [Fact]
    public void EachRowIsInTheTestSetOfOneFold()
    {
        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = _ml.Data.CrossValidationSplit(_data, 4, seed: 1);
        Assert.Equal(4, folds.Count);
        Assert.Equal(Ids(_data), folds.SelectMany(f => Ids(f.TestSet)).Order());
        Assert.All(folds, f => Assert.Equal(2000, Ids(f.TestSet).Length + Ids(f.TrainSet).Length));
        Assert.All(folds, f => Assert.InRange(Ids(f.TestSet).Length, 400, 600));
    }

    private static float[] Ids(IDataView data) => data.GetColumn<float>("Id").ToArray();

    private sealed class Row
    {
        public float Id { get; set; }
        public float Group { get; set; }
    }
}
