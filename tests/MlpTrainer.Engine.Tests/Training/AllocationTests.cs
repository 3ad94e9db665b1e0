namespace MlpTrainer.Engine.Tests;

/// <summary>Buffers are made before the loop, and those of sparse batches have grown in the first epoch: a thousand steps allocate nothing.</summary>
public class AllocationTests
{
    private const int StepsPerEpoch = 1100, Epochs = 4;

    public static TheoryData<string> Cases => ["dense", "sparse", "everything", "periodic", "gains"];

    [Theory, MemberData(nameof(Cases))]
    public void AThousandStepsAllocateNothing(string name)
    {
        bool everything = name == "everything";
        long step = 0, before = 0;
        var allocated = new List<long>();
        var options = Plain.Options with
        {
            HiddenLayers = [16, 8],
            BatchSize = 25,
            MaximumNumberOfEpochs = Epochs,
            NumberOfThreads = 1,
            Schedule = new CosineSchedule(),
            NumericalEmbedding = name == "periodic" ? new PeriodicEmbedding() : null,
            InputGainRate = name == "gains" ? 3f : 0f,
            Dropout = everything ? 0.2f : 0,
            MaxNorm = everything ? 1f : null,
            WeightAveraging = everything ? 0.9f : null,
            GradientClipNorm = everything ? 1f : null,
            CheckAlive = () =>
            {
                long inEpoch = step++ % StepsPerEpoch;
                if (step < StepsPerEpoch)
                {
                    return;
                }

                before = inEpoch == 50 ? GC.GetAllocatedBytesForCurrentThread() : before;
                if (inEpoch == 1050)
                {
                    allocated.Add(GC.GetAllocatedBytesForCurrentThread() - before);
                }
            },
        };
        NetworkTrainer.Train(SmallData.Binary(StepsPerEpoch * 25, features: 20, sparse: name == "sparse"), null, 1, options);
        Assert.Equal(Epochs - 1, allocated.Count);

        // The least of three: the runtime's own tables sometimes grow on this thread while other tests run, but a step that allocates does so always.
        Assert.Equal(0, allocated.Min());
    }
}
