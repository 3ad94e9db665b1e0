namespace MlpTrainer.Engine;

/// <summary>Training came to a cost or a parameter that is not a finite number. No network is returned.</summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    /// <summary>A divergence without particulars.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>A divergence described in words.</summary>
    /// <param name="message">The description.</param>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>A divergence described in words, with its cause.</summary>
    /// <param name="message">The description.</param>
    /// <param name="innerException">The cause.</param>
    public TrainingDivergedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A divergence at a step.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">The step, from 1, over all epochs.</param>
    /// <param name="learningRate">The learning rate of that step.</param>
    public TrainingDivergedException(int epoch, long step, double learningRate)
        : base(Invariant($"Training diverged: the cost or a parameter was not a finite number in epoch {epoch}, step {step}, at learning rate {learningRate:g6}. Use a smaller learning rate, standardize the features, set GradientClipNorm, or let training roll back.")) =>
        (Epoch, Step, LearningRate) = (epoch, step, learningRate);

    /// <summary>A divergence in an iteration of a full-batch optimizer, for which most remedies of the steps do not exist.</summary>
    internal TrainingDivergedException(int iteration, Optimizer optimizer)
        : base(Invariant($"Training diverged: the cost or a parameter was not a finite number in iteration {iteration} of {optimizer}. Standardize the features, choose smaller initial weights, or another optimizer.")) =>
        (Epoch, Step, LearningRate) = (iteration, iteration, optimizer.LearningRate);

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step, from 1, over all epochs.</summary>
    public long Step { get; }

    /// <summary>The learning rate of that step.</summary>
    public double LearningRate { get; }
}
