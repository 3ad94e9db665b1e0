using System.Runtime.ExceptionServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>A caller and its workers, who run the independent blocks of one phase together, phase after phase.</summary>
/// <remarks>
/// A training step has two phases of some tens of microseconds, so workers spin between phases and sleep only when none has come for a
/// while. Each member starts with its own contiguous share of the blocks, the same in every phase, so that its part of the
/// weights stays in its core's cache; done with that, it takes blocks of those that lag behind. A worker that comes too late is not waited for.
/// Which member runs a block is not deterministic, so a block's result must not depend on it. How many members take part may change between phases; the others sleep.
/// </remarks>
internal sealed class ThreadTeam : IDisposable
{
    private const int SpinsBeforeSleep = 2_000;         // of about 20 ns: some 40 µs
    private const int Padding = 16;                     // longs: one share's counter every 128 bytes, no line shared between cores

    private readonly Thread[] _workers;
    private readonly Bed[] _beds;                       // per worker
    private readonly long[] _next;                      // per member: the next block of its share
    private Action<int>? _block;
    private ExceptionDispatchInfo? _failure;
    private int _blocks;
    private int _phase;                                 // odd while a phase is open, grows by one as it opens and as it closes
    private int _inside;                                // workers inside a phase, or about to find that it has closed
    private int _active;
    private bool _stopped;

    /// <summary>Starts <paramref name="threads"/> − 1 workers; the caller of <see cref="Run"/> is the remaining member.</summary>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _active = threads;
        _next = new long[threads * Padding];
        _workers = new Thread[threads - 1];
        _beds = [.. _workers.Select(_ => new Bed())];
        for (int i = 0; i < _workers.Length; i++)
        {
            int member = i + 1;
            _workers[i] = new Thread(() => Work(member)) { IsBackground = true, Name = Invariant($"MlpTrainer {member}") };
            _workers[i].Start();
        }
    }

    /// <summary>Members, the caller included.</summary>
    public int Count => _workers.Length + 1;

    /// <summary>How many of them take part in the next phases, at least 1; all by default. Must not be set during <see cref="Run"/>.</summary>
    public int Active
    {
        get => _active;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Count);
            _active = value;
        }
    }

    /// <summary>Runs <paramref name="block"/>(0) … <paramref name="block"/>(<paramref name="blocks"/> − 1) and returns when all have ended.</summary>
    /// <remarks>Allocates nothing. After a block has thrown, no further block is started and the first exception is thrown here.</remarks>
    public void Run(int blocks, Action<int> block)
    {
        if (_active == 1 || blocks <= 1)
        {
            for (int i = 0; i < blocks; i++)
            {
                block(i);
            }

            return;
        }

        _block = block;
        _blocks = blocks;
        _failure = null;
        for (int member = 0; member < _active; member++)
        {
            _next[member * Padding] = Start(member);
        }

        NextPhase();
        Wake(_active - 1);
        RunShares(member: 0);
        NextPhase();                                    // closed: whoever is not inside by now stays outside
        var wait = new SpinWait();
        while (Volatile.Read(ref _inside) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        _block = null;
        _failure?.Throw();
    }

    /// <summary>What comes after a block in the share that it belongs to: the next block, or after the last one the first, for the next such phase.</summary>
    public int NextInShare(int block, int blocks)
    {
        int member = 0;
        while (Start(member + 1, blocks) <= block)
        {
            member++;
        }

        return block + 1 < Start(member + 1, blocks) ? block + 1 : Start(member, blocks);
    }

    /// <summary>Ends the workers. Must not be called during <see cref="Run"/>.</summary>
    public void Dispose()
    {
        _stopped = true;
        NextPhase();
        Wake(_workers.Length);
        foreach (Thread worker in _workers)
        {
            worker.Join();
        }
    }

    private int Start(int member) => Start(member, _blocks);

    private int Start(int member, int blocks) => (int)((long)blocks * member / _active);

    /// <summary>Opens or closes a phase; also the fence between what was written before and what is read after.</summary>
    private void NextPhase() => Interlocked.Increment(ref _phase);

    /// <summary>Wakes the first of the workers, as far as they sleep.</summary>
    private void Wake(int workers)
    {
        foreach (Bed bed in _beds.AsSpan(0, workers))
        {
            if (Volatile.Read(ref bed.IsTaken))
            {
                lock (bed)
                {
                    Monitor.Pulse(bed);
                }
            }
        }
    }

    private void Work(int member)
    {
        int phase = 0;
        while (true)
        {
            phase = AwaitPhaseAfter(phase, member);
            if (_stopped)
            {
                return;
            }

            Interlocked.Increment(ref _inside);
            if (Volatile.Read(ref _phase) == phase)     // still open, and the caller will now wait for us
            {
                RunShares(member);
            }

            Interlocked.Decrement(ref _inside);
        }
    }

    /// <summary>Waits for an open phase other than <paramref name="last"/> that the member takes part in, or for the end.</summary>
    private int AwaitPhaseAfter(int last, int member)
    {
        for (int spins = 0; spins < SpinsBeforeSleep; spins++)
        {
            if (IsDue(last, member, out int phase))
            {
                return phase;
            }

            Thread.SpinWait(1);
        }

        Bed bed = _beds[member - 1];
        lock (bed)
        {
            Volatile.Write(ref bed.IsTaken, true);
            Interlocked.MemoryBarrier();                // whoever opens a phase from here on sees it taken
            int phase;
            while (!IsDue(last, member, out phase))
            {
                Monitor.Wait(bed);
            }

            bed.IsTaken = false;
            return phase;
        }
    }

    private bool IsDue(int last, int member, out int phase)
    {
        phase = Volatile.Read(ref _phase);              // before the number of members, which is set before a phase is opened
        return (phase != last && (phase & 1) == 1 && member < Volatile.Read(ref _active)) || Volatile.Read(ref _stopped);
    }

    private void RunShares(int member)
    {
        try
        {
            int members = _active;
            for (int i = 0; i < members; i++)
            {
                RunShare((member + i) % members);
            }
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }

    private void RunShare(int member)
    {
        ref long next = ref _next[member * Padding];
        long end = Start(member + 1);
        while (Volatile.Read(ref next) < end && Volatile.Read(ref _failure) is null)
        {
            long taken = Interlocked.Increment(ref next) - 1;
            if (taken < end)
            {
                _block!((int)taken);
            }
        }
    }

    /// <summary>Where a worker sleeps.</summary>
    private sealed class Bed
    {
        public bool IsTaken;
    }
}
