using System.CommandLine;
using MlpTrainer.Tool.Pipelines;

namespace MlpTrainer.Tool.Commands;

/// <summary>The options of training, of the commands that train.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<string?> _budget = new("--budget") { Description = "How long training may take, such as 60s, 5m or 1h30m. Default: as long as it does.", HelpName = "time" };
    private readonly Option<int> _seed = new("--seed") { Description = "The seed: the same gives the same model to the bit.", HelpName = "number", DefaultValueFactory = _ => 1 };
    private readonly Option<TrainingEffort> _effort = new("--effort") { Description = "How much is done for a better model: quick, balanced or best.", HelpName = "effort", DefaultValueFactory = _ => TrainingEffort.Balanced };
    private readonly Option<int?> _threads = new("--threads") { Description = "How many threads train. Default: as many as there are processors.", HelpName = "number" };
    private readonly Option<string?> _cost = new("--cost") { Description = $"What training makes small: {string.Join(", ", TrainingChoices.CostNames)}. Default: the task's usual one.", HelpName = "cost" };

    /// <summary>Adds the options to a command.</summary>
    public TrainingArguments(Command command)
    {
        _budget.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !Duration.TryParse(text, out TimeSpan _))
            {
                result.AddError($"--budget must be a time such as 60s, 5m or 1h30m, but was '{text}'.");
            }
        });
        _threads.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out int threads) || threads < 1))
            {
                result.AddError($"--threads must be a whole number of 1 or more, but was '{text}'.");
            }
        });
        _cost.AcceptOnlyFromAmong([.. TrainingChoices.CostNames]);
        foreach (Option option in new Option[] { _budget, _effort, _seed, _threads, _cost })
        {
            command.Options.Add(option);
        }
    }

    public TrainingChoices Choices(ParseResult result) => new(
        result.GetValue(_seed),
        result.GetValue(_effort),
        result.GetValue(_budget) is { } text && Duration.TryParse(text, out TimeSpan time) ? time : null,
        result.GetValue(_threads),
        result.GetValue(_cost));
}
