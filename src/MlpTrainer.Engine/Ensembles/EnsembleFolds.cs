namespace MlpTrainer.Engine;

/// <summary>Which rows each member trains on and which it holds out.</summary>
internal sealed class EnsembleFolds
{
    private const int TenthParts = 10;

    private readonly TrainingSet _train;
    private readonly TrainingSet? _validation;
    private readonly int[]? _folds;                     // per row

    /// <param name="train">The rows.</param>
    /// <param name="validation">Rows that all hold out in place of folds, or null.</param>
    /// <param name="by">What folds have shares of, or keep together.</param>
    /// <param name="size">How many members there are of each kind.</param>
    /// <param name="seed">The seed.</param>
    public EnsembleFolds(TrainingSet train, TrainingSet? validation, SplitBy by, int size, ulong seed)
    {
        (_train, _validation, Size) = (train, validation, size);
        if (validation is null)
        {
            int parts = Math.Min(size == 1 ? TenthParts : size, train.RowCount);
            _folds = by.Folds(train, parts, new CounterRandom(seed, RandomPurpose.Split));
            Size = size == 1 ? 1 : Math.Max(2, _folds.Max() + 1);
            if (_folds.All(fold => fold == _folds[0]))
            {
                throw new InvalidOperationException(Invariant($"An ensemble must have at least 2 rows, or groups of rows, but there was one of {train.RowCount} rows. Give validation rows, or train a single network."));
            }
        }
    }

    /// <summary>How many members there are of each kind: fewer than asked for where there are fewer rows or groups.</summary>
    public int Size { get; }

    /// <summary>The rows that members score which did not train on them.</summary>
    public TrainingSet Scored => _validation ?? _train;

    /// <summary>What a member's scores count in the mean of a row's scores.</summary>
    public float Share => _validation is null ? 1f : 1f / Size;

    /// <summary>Whether a member holds a row of <see cref="Scored"/> out.</summary>
    public bool IsHeldOut(int row, int member) => _folds is null || _folds[row] == member;

    /// <summary>Whether one of the first members does.</summary>
    public bool IsScored(int row, int members) => _folds is null || _folds[row] < members;

    /// <summary>The rows that a member trains on and those that it stops early by.</summary>
    public (TrainingSet Train, TrainingSet Held) Of(int member) =>
        _validation is not null ? (_train, _validation) : (_train.Part(row => _folds![row] != member), _train.Part(row => _folds![row] == member));
}
