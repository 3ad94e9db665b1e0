using Microsoft.ML;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;

namespace MlpTrainer.Tests;

public class OptionRulesTests
{
    public static TheoryData<string, Action<MlpBinaryTrainer.Options>, string> OutOfRange => new()
    {
        { "HiddenLayers", o => o.HiddenLayers = [8, 0], "HiddenLayers must be at least 1 in every layer, but was 0." },
        { "Effort", o => o.Effort = (TrainingEffort)9, "Effort must be a member of TrainingEffort, but was 9." },
        { "EnsembleSize", o => o.EnsembleSize = 0, "EnsembleSize must be at least 1, but was 0." },
        { "EnsembleSize", o => (o.EnsembleSize, o.ContinueTraining) = (2, true), "EnsembleSize must be 1 or null beside ContinueTraining, which goes on with the state of a single network, but was 2." },
        { "EnsembleSize", o => (o.EnsembleSize, o.ValidationFraction) = (2, 0), "EnsembleSize must be 1 or null where ValidationFraction is 0, since the members of an ensemble hold rows out, but was 2." },
        { "Activation", o => o.Activation = null!, "Activation must be given, but was null." },
        { "Activation", o => o.Activation = new Doubling(), "Activation must be one of Activation.All, by which a model file is read again, but was doubling." },
        { "Activation", o => o.Activation = Activation.Softmax, "Activation must be one of Activation.All, by which a model file is read again, but was softmax." },
        { "LayerActivations", o => o.LayerActivations = [Activation.Relu], "LayerActivations must be as many as HiddenLayers (2), but was 1." },
        { "NumericalEmbedding", o => (o.NumericalEmbedding, o.HiddenLayers) = (new PiecewiseLinearEmbedding(), null), "NumericalEmbedding must be null where neither HiddenLayers are given nor EnsembleSize is 1, since the default ensemble has members with embeddings of its own, but was piecewise-linear(16)." },
        { "NumericalEmbedding", o => (o.NumericalEmbedding, o.HiddenLayers, o.EnsembleSize) = (new PeriodicEmbedding(), null, 3), "NumericalEmbedding must be null where neither HiddenLayers are given nor EnsembleSize is 1, since the default ensemble has members with embeddings of its own, but was periodic(16, 3, 0.1, 0.1)." },
        { "NumericalEmbedding", o => (o.NumericalEmbedding, o.ContinueTraining) = (new PiecewiseLinearEmbedding(), true), "NumericalEmbedding must be null with KeepState or Continue, since its trained network is another than the one that has the state, but was piecewise-linear(16)." },
        { "UseBiases", o => (o.NumericalEmbedding, o.UseBiases) = (new PiecewiseLinearEmbedding(), false), "UseBiases must be true with piecewise-linear(16), whose numbers become units with biases, but was False." },
        { "WeightDecay", o => o.WeightDecay = -1, "WeightDecay must be a finite number of at least 0, but was -1." },
        { "LabelSmoothing", o => o.LabelSmoothing = 1, "LabelSmoothing must be at least 0 and less than 1, but was 1." },
        { "Patience", o => o.Patience = 0, "Patience must be at least 1, but was 0." },
        { "LearningRate", o => o.LearningRate = 0, "LearningRate must be a finite number greater than 0, but was 0." },
        { "LearningRate", o => o.LearningRate = -0.5f, "LearningRate must be a finite number greater than 0, but was -0.5." },
        { "LearningRate", o => o.LearningRate = float.NaN, "LearningRate must be a finite number greater than 0, but was NaN." },
        { "L2Regularization", o => o.L2Regularization = -1, "L2Regularization must be a finite number of at least 0, but was -1." },
        { "L2Regularization", o => o.L2Regularization = double.PositiveInfinity, "L2Regularization must be a finite number of at least 0, but was Infinity." },
        { "L1Regularization", o => o.L1Regularization = -1, "L1Regularization must be a finite number of at least 0, but was -1." },
        { "BatchSize", o => o.BatchSize = -1, "BatchSize must be at least 1, or 0 for all rows in one step, but was -1." },
        { "MaximumNumberOfEpochs", o => o.MaximumNumberOfEpochs = 0, "MaximumNumberOfEpochs must be at least 1, but was 0." },
        { "TimeBudget", o => o.TimeBudget = TimeSpan.Zero, "TimeBudget must be more than zero, but was 00:00:00." },
        { "CostTolerance", o => o.CostTolerance = double.NaN, "CostTolerance must be a finite number, but was NaN." },
        { "ValidationFraction", o => o.ValidationFraction = 1, "ValidationFraction must be at least 0 and less than 1, but was 1." },
        { "ValidationFraction", o => o.ValidationFraction = -0.1, "ValidationFraction must be at least 0 and less than 1, but was -0.1." },
        { "GroupColumnName", o => o.GroupColumnName = "", "GroupColumnName must be the name of a column, or null for none, but was \"\"." },
        { "Divergence", o => o.Divergence = (DivergenceRule)7, "Divergence must be a member of DivergenceRule, but was 7." },
        { "Dropout", o => o.Dropout = 1, "Dropout must be at least 0 and less than 1, but was 1." },
        { "InputDropout", o => o.InputDropout = -1, "InputDropout must be at least 0 and less than 1, but was -1." },
        { "InputGainRate", o => o.InputGainRate = -1, "InputGainRate must be a finite number of at least 0, but was -1." },
        { "MaxNorm", o => o.MaxNorm = 0, "MaxNorm must be a finite number greater than 0, but was 0." },
        { "GradientClipNorm", o => o.GradientClipNorm = -1, "GradientClipNorm must be a finite number greater than 0, but was -1." },
        { "WeightAveraging", o => o.WeightAveraging = 1, "WeightAveraging must be greater than 0 and less than 1, but was 1." },
        { "NumberOfThreads", o => o.NumberOfThreads = -1, "NumberOfThreads must be at least 1, or null or 0 for all processors, but was -1." },
        { "LabelColumnName", o => o.LabelColumnName = "", "LabelColumnName must be the name of a column, but was \"\"." },
        { "FeatureColumnName", o => o.FeatureColumnName = null!, "FeatureColumnName must be the name of a column, but was null." },
        { "ExampleWeightColumnName", o => o.ExampleWeightColumnName = "", "ExampleWeightColumnName must be the name of a column, or null for none, but was \"\"." },
        { "ValidationFraction", o => (o.ValidationFraction, o.ValidationData) = (0.2, Example.View(new MLContext(), 5)), "ValidationFraction must be null or 0 beside ValidationData, which are used instead, but was 0.2." },
        { "LayerActivations", o => o.LayerActivations = [Activation.Relu, new Doubling()], "LayerActivations must be one of Activation.All, by which a model file is read again, but was doubling." },
        { "LayerActivations", o => o.LayerActivations = [Activation.Relu, null!], "LayerActivations must be given, but was null." },
        { "ClassWeights", o => o.ClassWeights = ClassWeights.Explicit(1, 2, 3), "ClassWeights must be one per class, 2, but was 3." },
        { "EarlyStopping", o => o.EarlyStopping = new() { Metric = new OnlyNumbers() }, "EarlyStopping.Metric must be one that has a meaning for two classes (AUC, accuracy, log-loss, RMSE, R²), but was only numbers." },
        { "WeightDecay", o => (o.Optimizer, o.WeightDecay) = (new AdamW { WeightDecay = 0.01f }, 0.1f), "WeightDecay must be null or 0.01, as adamw has it, but was 0.1." },
        { "WeightDecay", o => (o.Optimizer, o.WeightDecay) = (new Sgd(), 0.1f), "WeightDecay must be null or 0 with sgd, which has none, but was 0.1." },
        { "LabelSmoothing", o => (o.Cost, o.LabelSmoothing) = (new FocalCost(), 0.1), "LabelSmoothing must be null or 0 with the focal cost, which has none, but was 0.1." },
        { "Patience", o => (o.EarlyStopping, o.Patience) = (null, 5), "Patience must be null without EarlyStopping, whose it is, but was 5." },
        { "Patience", o => (o.EarlyStopping, o.Patience) = (new() { Patience = 3 }, 5), "Patience must be null or 3, as EarlyStopping has it, but was 5." },
        { "Optimizer", o => (o.Optimizer, o.Dropout) = (new Lbfgs(), 0.5f), "Dropout must be off with lbfgs, which looks at all rows at once, but was 0.5." },
        { "MaxNorm", o => (o.Optimizer, o.MaxNorm) = (new Lbfgs(), 1f), "MaxNorm must be off with lbfgs, which looks at all rows at once, but was 1." },
        { "LearningRate", o => (o.Optimizer, o.LearningRate) = (new Lbfgs(), 0.001f), "LearningRate must be left to lbfgs, which chooses the length of its steps itself, but was 0.001." },
        { "Schedule", o => (o.Optimizer, o.Schedule) = (new Lbfgs(), new StepSchedule()), "Schedule must be left to lbfgs, which chooses the length of its steps itself, but was step." },
        { "BatchSize", o => (o.Optimizer, o.BatchSize) = (new Lbfgs(), 32), "BatchSize must be null or 0 with lbfgs, which looks at all rows at once, but was 32." },
        { "Divergence", o => (o.Optimizer, o.Divergence) = (new Lbfgs(), DivergenceRule.RollBack), "Divergence must be Stop with lbfgs, which has no smaller step to go on with, but was RollBack." },
        { "ContinueTraining", o => (o.Optimizer, o.ContinueTraining) = (new Lbfgs(), true), "ContinueTraining must be false with lbfgs, which has no state between trainings, but was True." },
        { "Cost", o => o.Cost = new HuberCost(), "Cost must be one with a sigmoid output, since Probability = σ(Score), but was huber." },
    };

    [Theory, MemberData(nameof(OutOfRange))]
    public void AnOptionOutOfRangeIsRefusedByName(string name, Action<MlpBinaryTrainer.Options> choose, string message)
    {
        var options = new MlpBinaryTrainer.Options { HiddenLayers = [8, 4] };
        choose(options);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MlpBinaryTrainer(new MLContext(), options));
        Assert.Equal($"{message} (Parameter '{error.ParamName}')", error.Message);
        Assert.StartsWith(error.ParamName!, message, StringComparison.Ordinal);
        Assert.Contains(name, OptionTable.Rows.Select(row => row.Name));
    }

    /// <summary>What any value will do for, beside the rows above.</summary>
    private static readonly string[] s_free =
        ["Initializer", "ValidationData", "StandardizeTargets", "Standardize", "Saturate", "ImputeMissing", "Seed", "Progress", "CancellationToken", "ThrowOnCancel"];

    [Fact]
    public void EveryRowThatCanBeBrokenIsBrokenAbove() =>
        Assert.Equal(OptionTable.Rows.Select(row => row.Name).Except(s_free).Order(), OutOfRange.Select(row => row.Data.Item1).Distinct().Order());

    [Fact]
    public void TargetsAreNotStandardizedAgainstTheCost() =>
        Assert.StartsWith(
            "StandardizeTargets must be null or false with the quadratic on softplus cost, but was True.",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => new MlpRegressionTrainer(new MLContext(), new() { Cost = new QuadraticOutputCost(Activation.Softplus), StandardizeTargets = true })).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("multiclass", "AUC", "several classes (accuracy, log-loss)")]
    [InlineData("multiclass", "RMSE", "several classes (accuracy, log-loss)")]
    [InlineData("multiclass", "R²", "several classes (accuracy, log-loss)")]
    [InlineData("regression", "AUC", "numbers (RMSE, R²)")]
    [InlineData("regression", "accuracy", "numbers (RMSE, R²)")]
    [InlineData("regression", "log-loss", "numbers (RMSE, R²)")]
    public void EveryTaskRefusesAMetricOfAnotherTask(string task, string metric, string fitting)
    {
        EarlyStopping stopping = new() { Metric = Metric.All.Single(member => member.Name == metric) };
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => task == "multiclass"
            ? (object)new MlpMulticlassTrainer(new MLContext(), new() { EarlyStopping = stopping })
            : new MlpRegressionTrainer(new MLContext(), new() { EarlyStopping = stopping }));
        Assert.StartsWith($"EarlyStopping.Metric must be one that has a meaning for {fitting}, but was {metric}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMetricOfItsOwnTaskIsTaken()
    {
        var mlContext = new MLContext();
        Assert.All(Metric.All, metric => Assert.NotNull(new MlpBinaryTrainer(mlContext, new() { EarlyStopping = new() { Metric = metric } })));
        Assert.NotNull(new MlpMulticlassTrainer(mlContext, new() { EarlyStopping = new() { Metric = Metric.Accuracy } }));
        Assert.NotNull(new MlpRegressionTrainer(mlContext, new() { EarlyStopping = new() { Metric = Metric.RSquared } }));
    }

    [Fact]
    public void ClassWeightsNeedTargetsThatAreClasses() =>
        Assert.StartsWith(
            "ClassWeights must be null for the quadratic on softmax cost, whose targets are not each a class, but was balanced.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new MlpMulticlassTrainer(
                new MLContext(), new() { Cost = new QuadraticOutputCost(Activation.Softmax), ClassWeights = ClassWeights.Balanced })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void EveryTaskChecksItsOptions()
    {
        var mlContext = new MLContext();
        Assert.Throws<ArgumentOutOfRangeException>(() => mlContext.BinaryClassification.Trainers.Mlp(learningRate: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => mlContext.MulticlassClassification.Trainers.Mlp(learningRate: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => mlContext.Regression.Trainers.Mlp(learningRate: -1));
    }

    [Fact]
    public void EveryTaskRefusesACostOfAnotherTask()
    {
        var mlContext = new MLContext();
        Assert.Contains("softmax output", Assert.Throws<ArgumentOutOfRangeException>(
            () => new MlpMulticlassTrainer(mlContext, new() { Cost = new CrossEntropyCost() })).Message, StringComparison.Ordinal);
        Assert.Contains("target is a number", Assert.Throws<ArgumentOutOfRangeException>(
            () => new MlpRegressionTrainer(mlContext, new() { Cost = new SoftmaxCrossEntropyCost() })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsNull()
    {
        Assert.Throws<ArgumentNullException>(() => new MlpBinaryTrainer(null!));
        Assert.Throws<ArgumentNullException>(() => new MLContext().BinaryClassification.Trainers.Mlp(null!));
    }

    private sealed class OnlyNumbers : Metric
    {
        public override string Name => "only numbers";

        public override bool HigherIsBetter => false;

        public override LearningTasks Tasks => LearningTasks.Regression;

        public override double Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) => 0;
    }

    private sealed class Doubling : Activation
    {
        public override string Name => "doubling";

        public override void Forward(ReadOnlySpan<float> z, Span<float> a)
        {
            for (int i = 0; i < z.Length; i++)
            {
                a[i] = 2 * z[i];
            }
        }

        public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
        {
            for (int i = 0; i < delta.Length; i++)
            {
                delta[i] *= 2;
            }
        }
    }
}
