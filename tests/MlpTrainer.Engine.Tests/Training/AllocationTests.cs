namespace MlpTrainer.Engine.Tests;

/// <summary>Buffers are made before the loop, and those of sparse batches have grown in the first epoch: a thousand steps allocate nothing.</summary>
public class AllocationTests
{
    public static TheoryData<string> Cases => ["dense", "sparse", "everything"];

    [Theory, MemberData(nameof(Cases))]
    public void AThousandStepsAllocateNothing(string name)
    {
        bool everything = name == "everything";
        long step = 0, before = 0, after = -1;
        var options = new TrainingOptions
        {
            HiddenLayers = [16, 8], BatchSize = 25, MaximumEpochs = 2, NumberOfThreads = 1, Schedule = new CosineSchedule(),
            Dropout = everything ? 0.2f : 0, MaxNorm = everything ? 1f : null, WeightAveraging = everything ? 0.9f : null, GradientClipNorm = everything ? 1f : null,
            CheckAlive = () =>
            {
                step++;
                before = step == 1150 ? GC.GetAllocatedBytesForCurrentThread() : before;
                after = step == 2150 ? GC.GetAllocatedBytesForCurrentThread() : after;
            },
        };
        NetworkTrainer.Train(SmallData.Binary(1100 * 25, features: 20, sparse: name == "sparse"), null, 1, options);
        Assert.Equal(2200, step);
        Assert.Equal(0, after - before);
    }
}
