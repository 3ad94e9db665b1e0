using Microsoft.ML.Runtime;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>The options of one trainer: a copy, checked, in the trainer's words and in the engine's.</summary>
internal sealed class ChosenOptions
{
    /// <summary>Copies and checks.</summary>
    /// <param name="host">The trainer's, which errors are reported to.</param>
    /// <param name="given">The user's, which may change afterwards.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or two do not fit together: the first such, with name, rule and value.</exception>
    public ChosenOptions(IHost host, MlpOptions given)
    {
        Host = host;
        Trainer = given.Copy();
        try
        {
            // Classes are never scaled; whether numbers are, their own row says.
            Engine = OptionTable.Of(Trainer).Aggregate(
                MlpOptions.Usual with { StandardizeTargets = false }, (engine, row) => row.Apply(engine, Trainer));
            Engine.Check(Trainer.Task.Outputs);
        }
        catch (ArgumentException error)
        {
            host.Process(error);
            throw;
        }
    }

    public IHost Host { get; }

    /// <summary>The copy.</summary>
    public MlpOptions Trainer { get; }

    /// <summary>What the engine is told, except for what one training adds.</summary>
    public TrainingOptions Engine { get; }

    /// <summary>What the engine is told in one training.</summary>
    public TrainingOptions ForTraining(ulong seed, IChannel channel, TrainingWarnings warnings) => Engine with
    {
        Seed = seed,
        Progress = new EpochLog(channel, warnings, Trainer.Progress),
        CheckAlive = Host.CheckAlive,
        Warn = warnings.Add,
    };

    /// <summary>Name and value of every option that shapes the model and is given, as a model card shows them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Text(TrainingOptions used)
    {
        var text = new List<KeyValuePair<string, string>>();
        foreach (OptionRow row in OptionTable.Of(Trainer))
        {
            if (row.TextFor(Trainer, used) is { } value)
            {
                text.Add(new(row.Name, value));
            }
        }

        return text;
    }
}
