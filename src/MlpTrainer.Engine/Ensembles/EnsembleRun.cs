using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace MlpTrainer.Engine;

/// <summary>One training of an ensemble: members in two rounds, their shares, the merged network.</summary>
internal sealed class EnsembleRun
{
    /// <summary>From so many rows on the first fold tells which kinds are worth more members.</summary>
    private const int RowsForPilot = 2000;

    private const double LeastPilotShare = 0.1;

    /// <summary>A class that only the held-out rows have is no rarer to a member than that, since the others know it.</summary>
    private const double HalfARow = 0.5;

    private readonly EnsembleFolds _folds;
    private readonly MemberKind[] _kinds;
    private readonly int _outputs;
    private readonly TrainingOptions _options;
    private readonly EnsembleOptions _ensemble;
    private readonly TrainingScales _scales;
    private readonly float[] _constants;                // z^L of the best guess without features
    private readonly OutOfFoldScores _scores;
    private readonly TrainingResult?[,] _results;       // [kind, member]
    private readonly List<string>[] _warnings;          // per kind, of its first member
    private readonly TimeSpan[] _durations;             // the same
    private readonly Stopwatch _time = Stopwatch.StartNew();

    public EnsembleRun(EnsembleFolds folds, MemberKind[] kinds, int outputs, TrainingOptions options, EnsembleOptions ensemble, TrainingScales scales)
    {
        (_folds, _kinds, _outputs, _options, _ensemble, _scales) = (folds, kinds, outputs, options, ensemble, scales);
        _results = new TrainingResult[kinds.Length, folds.Size];
        _warnings = [.. kinds.Select(_ => new List<string>())];
        _durations = new TimeSpan[kinds.Length];
        PreparedRows scored = Prepared(kinds[0], folds.Scored);
        _constants = options.UseBiases ? OutputBiases.Of(scored, outputs, options.Cost) : new float[outputs];
        _scores = new OutOfFoldScores(scored, outputs, kinds.Length, options.Cost, _constants);
    }

    private int Threads => _options.NumberOfThreads is { } most and > 0 ? most : Environment.ProcessorCount;

    public EnsembleResult Train()
    {
        int[] all = [.. Enumerable.Range(0, _kinds.Length)];
        TrainMembers([.. all.Select(kind => (kind, 0))]);
        int[] kept = KeepAfterPilot([.. all.Where(kind => _results[kind, 0] is not null)]);
        TrainMembers([.. Enumerable.Range(1, FoldsInTime(kept)).SelectMany(member => kept.Select(kind => (kind, member)))]);
        int size = 1;
        while (size < _folds.Size && kept.All(kind => _results[kind, size] is not null))
        {
            size++;
        }

        return Finish(kept, size);
    }

    /// <summary>The kinds that are worth more members, by the rows that the first ones held out.</summary>
    private int[] KeepAfterPilot(int[] all)
    {
        if (_folds.Size == 1 || _folds.Scored.RowCount < RowsForPilot || all.Length == 1)
        {
            return all;
        }

        double[] shares = MemberShares.Choose(_scores, _kinds.Length, all, row => _folds.IsHeldOut(row, 0));
        return [.. all.Where(kind => shares[kind] >= LeastPilotShare)];
    }

    /// <summary>How many more folds there is time for, if their members take as long as the first ones did: a few that are trained to their end are worth more than many that are not.</summary>
    private int FoldsInTime(int[] kinds)
    {
        int wanted = _folds.Size - 1;
        double one = kinds.Sum(kind => _durations[kind].TotalSeconds) / Math.Min(Threads, kinds.Length * Math.Max(1, wanted));
        return _options.TimeBudget is not { } budget ? wanted : (int)Math.Clamp((budget - _time.Elapsed).TotalSeconds / Math.Max(one, 1e-9), 0, wanted);
    }

    /// <summary>The ensemble of the first members of some kinds, which are all where neither time nor patience ended.</summary>
    private EnsembleResult Finish(int[] kinds, int size)
    {
        Func<int, bool> counts = row => _folds.IsScored(row, size);
        double[] shares = MemberShares.Choose(_scores, _kinds.Length, kinds, counts);
        double temperature = Temperature.Of(_scores, shares, counts, _options.Cost.Link);
        List<EnsembleMember> members = [];
        List<(MemberKind, TrainedNetwork, double)> networks = [];
        foreach ((int kind, int member) in Enumerable.Range(0, _kinds.Length).SelectMany(kind => Enumerable.Range(0, _folds.Size).Select(member => (kind, member))))
        {
            if (_results[kind, member] is not { } result)
            {
                continue;
            }

            double weight = member < size ? shares[kind] / size : 0, held = result.BestEpoch > 0 ? result.History[result.BestEpoch - 1].ValidationCost ?? double.NaN : double.NaN;
            members.Add(new EnsembleMember(_kinds[kind], member, result.History.Count, result.BestEpoch, held, weight) { History = result.History, StopReason = result.StopReason });
            networks.Add((_kinds[kind], result.Network, weight / temperature));
        }

        Warn(shares);
        float[] shift = Array.ConvertAll(_constants, constant => (float)(constant * (1 - (1 / temperature))));
        TrainedNetwork merged = MergedNetwork.Of(networks, _scales, _folds.Scored.FeatureCount, _options, shift);
        double cost = _scores.CostOf(shares, counts, 1 / temperature);
        return new EnsembleResult(merged, members, temperature, cost, _results[0, 0]!) { Constants = _constants };
    }

    /// <summary>What the first members of the kinds that count had to say, each once.</summary>
    private void Warn(double[] shares)
    {
        foreach (string warning in _warnings.Where((_, kind) => shares[kind] > 0).SelectMany(each => each).Distinct())
        {
            _options.Warn?.Invoke(warning);
        }
    }

    /// <summary>Trains some members, each on one thread, or on an even share of the threads where these are more.</summary>
    private void TrainMembers((int Kind, int Member)[] jobs)
    {
        int left = jobs.Length, threads = Math.Max(1, Threads / Math.Max(1, jobs.Length));
        var failures = new Exception?[jobs.Length];
        Parallel.For(0, jobs.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads }, (job, loop) =>
        {
            try
            {
                (int kind, int member) = jobs[job];
                TimeSpan? budget = Budget(Interlocked.Decrement(ref left) + 1);
                if (budget > TimeSpan.Zero || budget is null || (kind, member) == (0, 0))
                {
                    TrainMember(kind, member, budget > TimeSpan.Zero ? budget : _options.TimeBudget, threads);
                }
            }
            catch (Exception failure)
            {
                failures[job] = failure;
                loop.Stop();
            }
        });
        Exception? first = failures.FirstOrDefault(failure => failure is not (null or OperationCanceledException)) ?? failures.FirstOrDefault(failure => failure is not null);
        if (first is not null && (first is not OperationCanceledException || _options.ThrowOnCancel || _results[0, 0] is null))
        {
            ExceptionDispatchInfo.Throw(first);
        }

        KeepScores(jobs);
    }

    /// <summary>Scores the rows that members held out; in the members' order, since where all hold out the same rows their scores add up.</summary>
    private void KeepScores((int Kind, int Member)[] jobs)
    {
        foreach (IGrouping<int, (int Kind, int Member)> kind in jobs.GroupBy(job => job.Kind))
        {
            PreparedRows rows = Prepared(_kinds[kind.Key], _folds.Scored);
            foreach ((_, int member) in kind.Where(job => _results[job.Kind, job.Member] is not null))
            {
                _scores.Keep(kind.Key, _results[kind.Key, member]!.Network, rows, row => _folds.IsHeldOut(row, member), _folds.Share);
            }
        }
    }

    /// <summary>A member's even share of the time that is left.</summary>
    private TimeSpan? Budget(int membersLeft) =>
        _options.TimeBudget is not { } budget ? null : (budget - _time.Elapsed) * Math.Min(1, (double)Threads / membersLeft);

    private void TrainMember(int kind, int member, TimeSpan? budget, int threads)
    {
        MemberKind of = _kinds[kind];
        bool isFirst = member == 0, reports = isFirst && kind == 0;
        TrainingOptions options = MemberOptions(of) with
        {
            Seed = _options.Seed + (ulong)member,
            NumberOfThreads = threads,
            TimeBudget = budget,
            Progress = reports ? _options.Progress : null,
            Warn = isFirst ? _warnings[kind].Add : null,
        };
        (TrainingSet train, TrainingSet held) = _folds.Of(member);
        TimeSpan start = _time.Elapsed;
        options = options with { InitialGains = options.InputGainRate > 0f ? GainsOf(of, train) : null };
        _results[kind, member] = NetworkTrainer.TrainPrepared(train, held, _outputs, options, ScalesOf(of), shareOfNone: Math.Max(OutputBiases.ShareOfNone, HalfARow / train.RowCount));
        _durations[kind] = isFirst ? _time.Elapsed - start : _durations[kind];
    }

    /// <summary>Without a hidden layer a weight must go farther, so the rate is three times as large, and there is nothing to drop.</summary>
    private TrainingOptions MemberOptions(MemberKind kind) => kind switch
    {
        MemberKind.CodedNetwork => _options with { HiddenLayers = [_ensemble.CodedUnits], LayerActivations = null, Activation = Activation.Relu, Dropout = _ensemble.CodedDropout, InputGainRate = 0f },
        MemberKind.Additive => _options with
        {
            HiddenLayers = [],
            LayerActivations = null,
            LearningRate = 3 * (_options.LearningRate ?? _options.Optimizer.LearningRate),
            Dropout = 0f,
            MaxNorm = null,
        },
        _ => _options,
    };

    private float[] GainsOf(MemberKind kind, TrainingSet train)
    {
        float[] gains = InitialGains.Of((_scales with { Codes = null, Embedding = null }).Prepare(train, _outputs, null), _outputs);
        return ScalesOf(kind).Codes is { } codes ? InitialGains.OnCodes(gains, codes) : gains;
    }

    private TrainingScales ScalesOf(MemberKind kind) => kind == MemberKind.Network && _options.NumericalEmbedding is null ? _scales with { Codes = null } : _scales;

    private PreparedRows Prepared(MemberKind kind, TrainingSet set) => ScalesOf(kind).Prepare(set, _outputs, _options.ClassWeights?.Factors(set, _outputs));
}
