using MlpTrainer.Engine;
using MlpTrainer.Tool.Inference;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>What the user chooses of training; the rest is the trainer's default.</summary>
/// <param name="Seed">The seed of everything.</param>
/// <param name="Effort">How much is done.</param>
/// <param name="Budget">How long it may take; null: as long as it does.</param>
/// <param name="Threads">How many threads; null: as many as there are processors.</param>
/// <param name="Cost">The name of the cost; null: the task's usual one.</param>
internal sealed record TrainingChoices(int Seed, TrainingEffort Effort, TimeSpan? Budget, int? Threads, string? Cost)
{
    /// <summary>The costs that can be named.</summary>
    public static IEnumerable<string> CostNames { get; } = [.. Engine.Cost.All.Select(cost => cost.Name).Where(name => !name.Contains(' '))];

    /// <summary>The cost of that name for a task.</summary>
    /// <exception cref="UserError">There is none, or it has no meaning for the task.</exception>
    public Cost? CostFor(TaskKind task)
    {
        LearningTasks learning = task switch
        {
            TaskKind.Binary => LearningTasks.Binary,
            TaskKind.Multiclass => LearningTasks.Multiclass,
            _ => LearningTasks.Regression,
        };
        return Cost is null ? null : Engine.Cost.All.FirstOrDefault(cost => cost.Name == Cost && cost.Tasks.HasFlag(learning))
            ?? throw new UserError($"--cost must be one of {string.Join(", ", Engine.Cost.All.Where(cost => cost.Tasks.HasFlag(learning)).Select(cost => cost.Name))} for this label, but was '{Cost}'.");
    }

    /// <summary>Sets a trainer's options.</summary>
    /// <typeparam name="T">The task's options.</typeparam>
    public T Options<T>(TaskKind task, FeaturePipeline pipeline, IProgress<EpochRecord>? progress, CancellationToken cancellation)
        where T : MlpOptions, new() => new()
        {
            LabelColumnName = pipeline.LabelColumn,
            FeatureColumnName = pipeline.FeatureColumn,
            Seed = Seed,
            Effort = Effort,
            TimeBudget = Budget,
            NumberOfThreads = Threads,
            Cost = CostFor(task),
            Progress = progress,
            CancellationToken = cancellation,
            ThrowOnCancel = true,
        };
}
