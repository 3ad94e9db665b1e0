using System.Globalization;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>All that is done with one option: the row that a public field of an options class has in <see cref="OptionTable"/>.</summary>
/// <param name="name">The field's name.</param>
/// <param name="value">The value that counts: the field's, or what stands for null.</param>
internal sealed class OptionRow(string name, Func<MlpOptions, object?> value)
{
    public string Name { get; } = name;

    /// <summary>The options class that has the field: some options belong to one task.</summary>
    public Type Owner { get; private init; } = typeof(MlpOptions);

    /// <summary>What the trainer asks of it, beside the engine's own rule; null where it asks nothing.</summary>
    public Func<MlpOptions, BrokenRule?>? Rule { private get; init; }

    /// <summary>Hands it to the engine, which applies its own rule; null where only the trainer uses it.</summary>
    public Func<TrainingOptions, MlpOptions, TrainingOptions>? Engine { private get; init; }

    /// <summary>What the model card shows, given the engine's options as trained; the value unless said otherwise. Null is not shown.</summary>
    public Func<MlpOptions, TrainingOptions, object?> Card { private get; init; } = (options, _) => value(options);

    /// <summary>A row for an option that only some options have.</summary>
    public static OptionRow In<TOptions>(
        string name, Func<TOptions, object?> value, Func<TrainingOptions, TOptions, TrainingOptions> engine,
        Func<TOptions, TrainingOptions, object?>? card = null)
        where TOptions : MlpOptions => new(name, options => value((TOptions)options))
        {
            Owner = typeof(TOptions),
            Engine = (given, options) => engine(given, (TOptions)options),
            Card = (options, used) => card is null ? value((TOptions)options) : card((TOptions)options, used),
        };

    /// <summary>Checks the option, and gives the engine's options with it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It breaks a rule, the trainer's or the engine's.</exception>
    public TrainingOptions Apply(TrainingOptions engine, MlpOptions options)
    {
        if (Rule?.Invoke(options) is { } broken)
        {
            throw new ArgumentOutOfRangeException(Name, $"{Name}{broken.Member} must be {broken.Rule}, but was {Text(broken.Value) ?? "null"}.");
        }

        return Engine?.Invoke(engine, options) ?? engine;
    }

    /// <summary>The option in the model card's words; null if there is nothing to show.</summary>
    public string? TextFor(MlpOptions options, TrainingOptions used) => Text(Card(options, used));

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}
