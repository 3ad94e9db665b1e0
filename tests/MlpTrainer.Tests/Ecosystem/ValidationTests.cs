using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>Which rows are held out. A cost that is the target itself, whatever the score, says what the mean target of the held-out rows is.</summary>
public class ValidationTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void TheSameShareOfEachClassIsHeldOut()
    {
        List<Example> rows = Example.Rows(1000);
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].Label = i % 50 == 0;
        }

        EpochRecord epoch = Small.Binary(_mlContext, Once(new MeanTarget(Activation.Sigmoid))).Fit(_mlContext.Data.LoadFromEnumerable(rows))
            .Model.SubModel.Training.History[0];
        Assert.Equal(0.02, epoch.ValidationCost!.Value, 1e-6);
        Assert.Equal(0.02, epoch.Cost, 1e-6);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void SoWithSeveralClasses(bool oneHot)
    {
        List<Example> rows = Example.Rows(1000);
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].Class = i % 50 == 1 ? "rare" : i % 2 == 0 ? "even" : "odd";
        }

        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        Cost cost = oneHot ? new TargetOfThird() : new IndexIsTwo();
        EpochRecord epoch = Small.ClassPipeline(_mlContext, options => Once(cost)(options)).Fit(InOrder(data, "even", "odd", "rare"))
            .LastTransformer.Model.Training.History[0];
        Assert.Equal(0.02, epoch.ValidationCost!.Value, 1e-6);
    }

    [Fact]
    public void GroupsAreKeptWhole()
    {
        // One row of each group of seven has a 7 for its label: the mean over whole groups is 1.
        List<Example> rows = Example.Rows(700);
        for (int i = 0; i < rows.Count; i++)
        {
            (rows[i].Group, rows[i].Number) = ($"group {i / 7}", i % 7 == 3 ? 7 : 0);
        }

        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        EpochRecord whole = History(data, options => options.GroupColumnName = "Group")[0], cut = History(data, null)[0];
        Assert.Equal(1, whole.ValidationCost!.Value, 1e-5);
        Assert.NotEqual(1, cut.ValidationCost!.Value, 1e-3);

        IDataView keyed = _mlContext.Transforms.Conversion.MapValueToKey("Group").Fit(data).Transform(data);
        Assert.Equal(1, History(keyed, options => options.GroupColumnName = "Group")[0].ValidationCost!.Value, 1e-5);
    }

    [Fact]
    public void AGroupColumnMustBeThereAndTellGroups()
    {
        IDataView data = Example.View(_mlContext, 50);
        Assert.Contains("Could not find group column 'Nothing'", Assert.ThrowsAny<ArgumentException>(
            () => History(data, options => options.GroupColumnName = "Nothing")).Message, StringComparison.Ordinal);
        Assert.Contains("Group column 'Number' must be a key, an integer or a text, but was Single", Assert.ThrowsAny<ArgumentException>(
            () => History(data, options => options.GroupColumnName = "Number")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AGroupColumnIsNotAskedOfRowsThatAreNotSplit()
    {
        IDataView train = Example.View(_mlContext, 100), watch = _mlContext.Transforms.DropColumns("Group").Fit(train).Transform(train);
        Assert.NotNull(History(train, options => (options.GroupColumnName, options.ValidationFraction, options.ValidationData) = ("Group", null, watch))[0].ValidationCost);
        var trainer = Small.Regression(_mlContext, options => options.GroupColumnName = "Group");
        Assert.NotNull(trainer.Fit(train, watch).Model.Training.History[0].ValidationCost);
    }

    [Fact]
    public void AShareOfASingleGroupIsRemarkedOn()
    {
        List<Example> rows = Example.Rows(50);
        rows.ForEach(row => row.Group = "one");
        var log = new LogLines(_mlContext);
        History(_mlContext.Data.LoadFromEnumerable(rows), options => (options.GroupColumnName, options.ValidationFraction) = ("Group", 0.2));
        Assert.Contains("ValidationFraction is 0.2, but no rows are held out: all rows are of one group.", log.Warnings);
    }

    [Fact]
    public void EarlyStoppingByAMetricKeepsTheUsualPatience()
    {
        MlpTraining training = Small.Binary(_mlContext, options =>
            (options.EarlyStopping, options.MaximumNumberOfEpochs) = (new() { Metric = Metric.Auc }, 1)).Fit(Example.View(_mlContext, 200)).Model.SubModel.Training;
        Assert.Equal($"{new MlpBinaryTrainer.Options().EarlyStopping!.Patience}", training.Options.Single(option => option.Key == "Patience").Value);
        Assert.NotNull(training.History[0].ValidationMetric);
    }

    [Fact]
    public void NothingIsHeldOutOfFewRowsOrByChoice()
    {
        Assert.Null(History(Example.View(_mlContext, 50), options => options.ValidationFraction = null)[0].ValidationCost);
        Assert.Null(History(Example.View(_mlContext, 500), options => options.ValidationFraction = 0)[0].ValidationCost);
        Assert.NotNull(History(Example.View(_mlContext, 500), options => options.ValidationFraction = null)[0].ValidationCost);
    }

    [Fact]
    public void TheValidationCostIsThatOfTheModelOnTheGivenRows()
    {
        IDataView train = Example.View(_mlContext, 400), watch = Example.View(_mlContext, 200, seed: 2);
        var model = Small.Binary(_mlContext).Fit(train, watch);
        MlpTraining training = model.Model.SubModel.Training;
        double logLoss = _mlContext.BinaryClassification.Evaluate(model.Transform(watch)).LogLoss * Math.Log(2);
        Assert.Equal(logLoss, training.History[training.BestEpoch - 1].ValidationCost!.Value, 1e-4);
    }

    [Fact]
    public void ValidationDataWorkInsideAPipeline()
    {
        IDataView train = Example.View(_mlContext, 400), watch = Example.View(_mlContext, 200, seed: 2);
        var byFit = Small.Regression(_mlContext).Fit(train, watch).Model;
        var byOption = _mlContext.Transforms.CopyColumns("Copy", "Features")
            .Append(Small.Regression(_mlContext, options => options.ValidationData = watch)).Fit(train).LastTransformer.Model;
        Assert.Equal(byFit.Network.Parameters.ToArray(), byOption.Network.Parameters.ToArray());
        Assert.Equal(byFit.Training.History.Select(epoch => epoch.ValidationCost), byOption.Training.History.Select(epoch => epoch.ValidationCost));
    }

    [Fact]
    public void EveryFoldOfACrossValidationHoldsRowsOut()
    {
        var folds = _mlContext.Regression.CrossValidate(Example.View(_mlContext, 600),
            Small.Regression(_mlContext, options => options.ValidationFraction = 0.2), numberOfFolds: 3, labelColumnName: "Number");
        Assert.All(folds, fold => Assert.All(
            ((RegressionPredictionTransformer<MlpRegressionModelParameters>)fold.Model).Model.Training.History, epoch => Assert.NotNull(epoch.ValidationCost)));
    }

    [Fact]
    public void EarlyStoppingWatchesThem()
    {
        // The watched labels are noise, so the validation cost soon rises.
        List<Example> watch = Example.Rows(200, seed: 2);
        for (int i = 0; i < watch.Count; i++)
        {
            watch[i].Label = i % 2 == 0;
        }

        MlpTraining training = Small.Binary(_mlContext, options => (options.EarlyStopping, options.MaximumNumberOfEpochs) = (new EarlyStopping { Patience = 3 }, 500))
            .Fit(Example.View(_mlContext, 400), _mlContext.Data.LoadFromEnumerable(watch)).Model.SubModel.Training;
        Assert.Equal(StopReason.EarlyStopping, training.StopReason);
        Assert.Equal(training.BestEpoch + 3, training.History.Count);
    }

    [Fact]
    public void ValidationRowsMustHaveTheSameFeatures()
    {
        IDataView other = _mlContext.Transforms.Concatenate("Features", "Features", "Numbers").Fit(Example.View(_mlContext, 50)).Transform(Example.View(_mlContext, 50));
        Exception error = Assert.ThrowsAny<Exception>(() => Small.Binary(_mlContext).Fit(Example.View(_mlContext, 50), other));
        Assert.Contains("Validation rows must have 3 features as the training rows have, but had 5.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidationRowsMayNotHaveUnknownClasses()
    {
        IDataView data = Example.View(_mlContext, 60);
        IDataView two = _mlContext.Transforms.Conversion.MapValueToKey("Class", "Label").Fit(data).Transform(data);
        IDataView three = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(data).Transform(data);
        Exception error = Assert.ThrowsAny<Exception>(() => Small.Multiclass(_mlContext).Fit(two, three));
        Assert.Contains("The classes of column 'Class' must be those of the training rows in the same order, ", error.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<EpochRecord> History(IDataView data, Action<MlpRegressionTrainer.Options>? choose) => Small.Regression(_mlContext, options =>
    {
        Once(new MeanTarget(Activation.Identity))(options);
        choose?.Invoke(options);
    }).Fit(data).Model.Training.History;

    /// <summary>The rows sorted by class, so that the keys of these classes are 1, 2 and 3.</summary>
    private IDataView InOrder(IDataView data, params string[] classes) =>
        _mlContext.Data.LoadFromEnumerable(_mlContext.Data.CreateEnumerable<Example>(data, reuseRowObject: false)
            .OrderBy(row => Array.IndexOf(classes, row.Class)).ToList());

    private static Action<MlpOptions> Once(Cost cost) => options =>
        (options.Cost, options.MaximumNumberOfEpochs, options.ValidationFraction) = (cost, 1, 0.1);

    private sealed class MeanTarget(Activation link) : ElementwiseCost
    {
        public override string Name => "mean target";

        public override Activation Link => link;

        public override double Value(double z, double y) => y;

        public override double Derivative(double z, double y) => 0;
    }

    /// <summary>1 for the third class, whose index is 2.</summary>
    private sealed class IndexIsTwo : Cost
    {
        public override string Name => "index is two";

        public override Activation Link => Activation.Softmax;

        public override int TargetWidth(int outputs) => 1;

        public override double Evaluate(in CostRows rows, Span<float> delta)
        {
            delta.Clear();
            double cost = 0;
            for (int i = 0; i < rows.Count; i++)
            {
                cost += rows.Targets[i] == 2 ? rows.Weights[i] : 0;
            }

            return cost;
        }
    }

    /// <summary>The same, of targets that are 1 in the place of the class.</summary>
    private sealed class TargetOfThird : Cost
    {
        public override string Name => "target of the third";

        public override Activation Link => Activation.Softmax;

        public override double Evaluate(in CostRows rows, Span<float> delta)
        {
            delta.Clear();
            double cost = 0;
            for (int i = 0; i < rows.Count; i++)
            {
                cost += rows.Targets[(3 * i) + 2] * rows.Weights[i];
            }

            return cost;
        }
    }
}
