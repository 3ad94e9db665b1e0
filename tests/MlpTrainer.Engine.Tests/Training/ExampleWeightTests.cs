namespace MlpTrainer.Engine.Tests;

public class ExampleWeightTests
{
    private static readonly TrainingOptions s_fullBatch = Plain.Options with
    {
        HiddenLayers = [6],
        Activation = Activation.Tanh,
        BatchSize = TrainingOptions.FullBatch,
        MaximumNumberOfEpochs = 20,
        NumberOfThreads = 1,
        Optimizer = new Sgd { LearningRate = 0.3f },
    };

    [Theory]
    [InlineData(Reduction.Mean)]
    [InlineData(Reduction.Sum)]
    public void AWeightOfTwoIsTheRowTwice(Reduction reduction)
    {
        var options = Plain.Options with
        {
            HiddenLayers = s_fullBatch.HiddenLayers,
            Activation = s_fullBatch.Activation,
            BatchSize = TrainingOptions.FullBatch,
            MaximumNumberOfEpochs = 20,
            Optimizer = new Sgd { LearningRate = reduction == Reduction.Sum ? 0.005f : 0.3f },
            Cost = new CrossEntropyCost { Reduction = reduction },
        };
        TrainedNetwork weighted = NetworkTrainer.Train(Rows(weight: 2, times: 1), null, 1, options).Network;
        TrainedNetwork repeated = NetworkTrainer.Train(Rows(weight: 1, times: 2), null, 1, options).Network;
        Compare.Close(TinyProblem.ToDouble(repeated.Parameters.ToArray()), weighted.Parameters.ToArray(), 1e-3);
    }

    [Fact]
    public void AMeanDoesNotDependOnTheScaleOfWeights()
    {
        TrainedNetwork one = NetworkTrainer.Train(SmallData.Binary(weight: i => 1 + (i % 3)), null, 1, s_fullBatch).Network;
        TrainedNetwork seven = NetworkTrainer.Train(SmallData.Binary(weight: i => 7 * (1 + (i % 3))), null, 1, s_fullBatch).Network;
        Compare.Close(TinyProblem.ToDouble(one.Parameters.ToArray()), seven.Parameters.ToArray(), 1e-3);
    }

    [Fact]
    public void TheOrderOfRowsInABatchDoesNotMatter()
    {
        TrainedNetwork forward = NetworkTrainer.Train(Rows(1, 1), null, 1, s_fullBatch).Network;
        TrainedNetwork backward = NetworkTrainer.Train(Rows(1, 1, backward: true), null, 1, s_fullBatch).Network;
        Compare.Close(TinyProblem.ToDouble(forward.Parameters.ToArray()), backward.Parameters.ToArray(), 1e-3);
    }

    /// <summary>Forty rows, every third one with the given weight or that many times.</summary>
    private static TrainingSet Rows(float weight, int times, bool backward = false)
    {
        var random = new Random(3);
        var rows = new List<(float[] X, float Y, float Weight)>();
        for (int i = 0; i < 40; i++)
        {
            float[] x = [random.NextSingle(), random.NextSingle() - 0.5f];
            bool special = i % 3 == 0;
            for (int time = 0; time < (special ? times : 1); time++)
            {
                rows.Add((x, x[0] > x[1] * 3 ? 1 : 0, special ? weight : 1));
            }
        }

        var builder = new TrainingSetBuilder(2, 1);
        foreach ((float[] x, float y, float w) in backward ? Enumerable.Reverse(rows) : rows)
        {
            builder.Add(x, [y], w);
        }

        return builder.Build();
    }
}
