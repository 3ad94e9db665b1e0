namespace MlpTrainer.Engine;

/// <summary>What an optimizer knows of the step it is asked to make.</summary>
/// <param name="Step">The step's number t, from 1.</param>
/// <param name="LearningRate">η_t, after the schedule.</param>
/// <param name="WeightDecay">The decoupled decay of this slice: the optimizer's own for weights, 0 for biases.</param>
public readonly record struct StepInfo(long Step, float LearningRate, float WeightDecay);
