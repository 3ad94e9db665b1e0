using System.Diagnostics;
using MlpTrainer.Engine;
using Spectre.Console;

namespace MlpTrainer.Tool.Terminal;

/// <summary>Shows how training goes: a bar that moves where somebody watches, else a line every few seconds.</summary>
internal sealed class TrainingProgress : IProgress<EpochRecord>
{
    private static readonly TimeSpan s_betweenLines = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly TimeSpan? _budget;
    private EpochRecord? _last;

    private TrainingProgress(TimeSpan? budget) => _budget = budget;

    /// <summary>Trains, and shows how it goes meanwhile.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="title">What is done, in a word or two.</param>
    /// <param name="budget">How long it may take; null: as long as it does.</param>
    /// <param name="train">Trains; tells of each epoch.</param>
    public static T Run<T>(Screen screen, string title, TimeSpan? budget, Func<IProgress<EpochRecord>, T> train)
    {
        var progress = new TrainingProgress(budget);
        return screen.IsLive ? progress.RunLive(screen, title, train) : progress.RunPlain(screen, title, train);
    }

    /// <inheritdoc/>
    public void Report(EpochRecord value) => Volatile.Write(ref _last, value);

    private T RunLive<T>(Screen screen, string title, Func<IProgress<EpochRecord>, T> train) =>
        screen.Error.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn { Width = 20 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);
                task.IsIndeterminate = _budget is null;
                using var timer = new Timer(_ => Draw(task, title), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
                return train(this);
            });

    private T RunPlain<T>(Screen screen, string title, Func<IProgress<EpochRecord>, T> train)
    {
        using var timer = new Timer(_ => Tables.Line(screen.Error, $"{title}: {Words()}"), null, s_betweenLines, s_betweenLines);
        return train(this);
    }

    private void Draw(ProgressTask task, string title)
    {
        task.Description = Markup.Escape($"{title}: {Words()}");
        task.Value = _budget is { } budget ? Math.Min(1, _time.Elapsed / budget) : 0;
    }

    /// <summary>How it stands, in a line.</summary>
    private string Words()
    {
        string left = _budget is { } budget ? Invariant($", at most {Math.Max(0, (budget - _time.Elapsed).TotalSeconds):F0} s left") : "";
        string time = Invariant($"{_time.Elapsed.TotalSeconds:F0} s{left}");
        if (Volatile.Read(ref _last) is not { } last)
        {
            return time;
        }

        string validation = last.ValidationCost is { } cost ? Invariant($", validation {cost:G4}") : "";
        return Invariant($"{time}; first network: epoch {last.Epoch}, cost {last.Cost:G4}{validation}, {last.RowsPerSecond:N0} rows/s");
    }
}
