namespace MlpTrainer.Engine.Tests;

public class UnfinishedTrainingTests
{
    private static TrainingOptions Slow => Plain.Options with
    {
        HiddenLayers = [],
        Cost = new QuadraticCost(),
        StandardizeTargets = true,
        Optimizer = new Sgd { LearningRate = 0.002f },
        MaximumNumberOfEpochs = 12,
        EarlyStopping = new() { Patience = 5 },
    };

    [Fact]
    public void ATrainingThatStillGainsAtItsLastEpochSaysByHowMuch()
    {
        (TrainingResult result, List<string> remarks) = Run(Slow);
        double before = result.History.Take(7).Min(record => record.Cost), last = result.History[^1].Cost;
        Assert.Equal(12, result.BestEpoch);
        Assert.Equal(
            FormattableString.Invariant(
                $"Training ended after MaximumNumberOfEpochs, 12, while the training cost still gained, by {100 * (before - last) / before:g3} % in the last 5 epochs. Raise MaximumNumberOfEpochs."),
            Assert.Single(remarks));
    }

    [Fact]
    public void ItNamesWhatIsWatched()
    {
        Assert.Contains("while the validation cost still gained", Assert.Single(Run(Slow, SmallData.Regression(50, seed: 2)).Remarks));
        TrainingOptions withMetric = Slow with { EarlyStopping = new() { Patience = 5, Metric = Metric.Rmse } };
        Assert.Contains("while the RMSE still gained", Assert.Single(Run(withMetric, SmallData.Regression(50, seed: 2)).Remarks));
    }

    [Fact]
    public void NothingIsSaidWhereTheEpochsWereChosenOrThereIsLittleToGain()
    {
        Assert.Empty(Run(Slow with { EarlyStopping = null }).Remarks);
        Assert.Empty(Run(Slow with { MaximumNumberOfEpochs = 5 }).Remarks);                     // no more than are borne without a gain
        Assert.Empty(Run(Slow with { Optimizer = new Sgd { LearningRate = 0.2f }, EarlyStopping = new() { Patience = 11 } }).Remarks);  // a plateau
        Assert.Empty(Run(Slow with { Schedule = new CosineSchedule() }).Remarks);               // the rate is at its end
    }

    [Fact]
    public void AFullBatchOptimizerSaysThatItDidNotConverge()
    {
        TrainingOptions options = Slow with { HiddenLayers = [10], Optimizer = new Lbfgs(), MaximumNumberOfEpochs = 4, EarlyStopping = null };
        Assert.Matches(
            @"^lbfgs did not converge in 4 iterations: the largest entry of the gradient is still \d\.\d+\. Raise MaximumNumberOfEpochs\.$", Assert.Single(Run(options).Remarks));
        (TrainingResult result, List<string> remarks) = Run(options with { HiddenLayers = [], MaximumNumberOfEpochs = 500 });
        Assert.Equal(StopReason.Converged, result.StopReason);
        Assert.Empty(remarks);
    }

    private static (TrainingResult Result, List<string> Remarks) Run(TrainingOptions options, TrainingSet? validation = null)
    {
        List<string> remarks = [];
        TrainingResult result = NetworkTrainer.Train(SmallData.Regression(), validation, 1, options with { Warn = remarks.Add });
        return (result, [.. remarks.Where(remark => remark.Contains("MaximumNumberOfEpochs", StringComparison.Ordinal))]);
    }
}
