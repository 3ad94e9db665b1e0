using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>A rule that a value breaks: "Name.Member must be Rule, but was Value."</summary>
internal sealed record BrokenRule(string Rule, object? Value, string Member = "");

/// <summary>What the trainer asks of options beyond what the engine asks. Null: nothing is broken.</summary>
internal static class OptionRules
{
    public static BrokenRule? Column(string? name) => string.IsNullOrEmpty(name) ? new("the name of a column", Quoted(name)) : null;

    public static BrokenRule? ColumnOrNull(string? name) => name is "" ? new("the name of a column, or null for none", Quoted(name)) : null;

    /// <summary>An activation is known again by its name when a model is loaded, so only those listed will do.</summary>
    public static BrokenRule? Listed(IEnumerable<Activation>? activations) =>
        activations?.FirstOrDefault(activation => activation is not null && !Activation.All.Contains(activation)) is { } other
            ? new("one of Activation.All, by which a model file is read again", other) : null;

    public static BrokenRule? OfTheTask(Cost cost, MlpTask task) =>
        !task.Accepts(cost) ? new(task.CostRule, cost)
        : Activation.Outputs.Contains(cost.Link) ? null
        : new("one whose link is in Activation.Outputs, by which a model file is read again", $"{cost} with {cost.Link}");

    public static BrokenRule? OfTheTask(Metric? metric, MlpTask task) =>
        metric is null || task.Accepts(metric) ? null
        : new($"one that has a meaning for {task.Name} ({string.Join(", ", Metric.All.Where(task.Accepts))})", metric, ".Metric");

    public static BrokenRule? HeldOut(MlpOptions options) => options switch
    {
        { ValidationFraction: null or 0 } => null,
        { ValidationFraction: not (> 0 and < 1) } => new("at least 0 and less than 1", options.ValidationFraction),
        { ValidationData: not null } => new("null or 0 beside ValidationData, which are used instead", options.ValidationFraction),
        _ => null,
    };

    public static BrokenRule? KnownEffort(MlpOptions options) =>
        Enum.IsDefined(options.Effort) ? null : new("a member of TrainingEffort", options.Effort);

    public static BrokenRule? Ensemble(MlpOptions options) => options switch
    {
        { EnsembleSize: null or 1 } => null,
        { EnsembleSize: < 1 } => new("at least 1", options.EnsembleSize),
        { ContinueTraining: true } => new("1 or null beside ContinueTraining, which goes on with the state of a single network", options.EnsembleSize),
        { ValidationFraction: 0, ValidationData: null } => new("1 or null where ValidationFraction is 0, since the members of an ensemble hold rows out", options.EnsembleSize),
        _ => null,
    };

    public static BrokenRule? Embedding(MlpOptions options) =>
        options is { NumericalEmbedding: not null, HiddenLayers: null, EnsembleSize: not 1 }
            ? new("null where neither HiddenLayers are given nor EnsembleSize is 1, since the default ensemble has members with embeddings of its own", options.NumericalEmbedding) : null;

    public static BrokenRule? StepByStep(bool continues, Optimizer optimizer) =>
        continues && optimizer.IsFullBatch ? new($"false with {optimizer}, which has no state between trainings", continues) : null;

    private static string Quoted(string? name) => name is null ? "null" : $"\"{name}\"";
}
