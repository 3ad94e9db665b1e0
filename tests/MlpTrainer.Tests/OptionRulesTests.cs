using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests;

public class OptionRulesTests
{
    public static TheoryData<string, Action<MlpBinaryTrainer.Options>, string> OutOfRange => new()
    {
        { "HiddenLayers", o => o.HiddenLayers = [8, 0], "HiddenLayers must be at least 1 in every layer, but was 0." },
        { "HiddenLayers", o => o.HiddenLayers = null!, "HiddenLayers must be given, but was null." },
        { "Activation", o => o.Activation = null!, "Activation must be given, but was null." },
        { "Activation", o => o.Activation = new Doubling(), "Activation must be one of Activation.All, by which a model file is read again, but was doubling." },
        { "Activation", o => o.Activation = Activation.Softmax, "Activation must be one of Activation.All, by which a model file is read again, but was softmax." },
        { "LayerActivations", o => o.LayerActivations = [Activation.Relu], "LayerActivations must be as many as HiddenLayers (2), but was 1." },
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
        { "MaxNorm", o => o.MaxNorm = 0, "MaxNorm must be a finite number greater than 0, but was 0." },
        { "GradientClipNorm", o => o.GradientClipNorm = -1, "GradientClipNorm must be a finite number greater than 0, but was -1." },
        { "WeightAveraging", o => o.WeightAveraging = 1, "WeightAveraging must be greater than 0 and less than 1, but was 1." },
        { "NumberOfThreads", o => o.NumberOfThreads = 0, "NumberOfThreads must be at least 1, or null for all processors, but was 0." },
        { "Cost", o => o.Cost = new HuberCost(), "Cost must be one with a sigmoid output, since Probability = σ(Score), but was huber." },
    };

    [Theory, MemberData(nameof(OutOfRange))]
    public void AnOptionOutOfRangeIsRefusedByName(string name, Action<MlpBinaryTrainer.Options> choose, string message)
    {
        var options = new MlpBinaryTrainer.Options { HiddenLayers = [8, 4] };
        choose(options);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MlpBinaryTrainer(new MLContext(), options));
        Assert.Equal($"{message} (Parameter '{name}')", error.Message);
    }

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

    private sealed class Doubling : Activation
    {
        public override string Name => "doubling";

        public override void Forward(ReadOnlySpan<float> z, Span<float> a)
        {
            for (int i = 0; i < z.Length; i++)
                a[i] = 2 * z[i];
        }

        public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
        {
            for (int i = 0; i < delta.Length; i++)
                delta[i] *= 2;
        }
    }
}
