using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>A way to train: by mini-batches, or by an optimizer that looks at all rows.</summary>
internal interface ITrainingLoop
{
    /// <summary>Trains until there is a reason to stop.</summary>
    StopReason Run();

    /// <summary>The weights at the end, averaged where they are to be.</summary>
    AlignedFloats Parameters { get; }

    /// <summary>What another training needs to go on from here; null where none can.</summary>
    TrainingState? State();

    /// <summary>How often training went back.</summary>
    int RollBacks { get; }
}
