using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>How many threads of a team share a training's steps: found out by timing steps, and looked at again from time to time.</summary>
/// <remarks>
/// A second thread may double a step's speed or halve it: two processors can be two cores or two halves of one, and a neighbour or a quota may take one away. Nothing but the time of steps tells. So now
/// and then some steps run by turns with the number of threads that was best so far and with another one, 1, 2, 4, … or all, each for a while, twice.
/// The turns grow from half a millisecond to a tenth of a second, and what they spend on the other number is about a fiftieth of the training, more of its first tenths of a second. The bits do not depend on it.
/// </remarks>
internal sealed class ThreadChoice
{
    /// <summary>What a look may cost: the steps until the next one take so many times as long as it spent on the other number.</summary>
    private const int Rarity = 50;

    /// <summary>The same after a change: what was fast in a turn of some milliseconds may be slow in the long run, as where a quota is used up.</summary>
    private const int Doubt = 5;

    /// <summary>How much faster another number must be to be taken.</summary>
    private const double Gain = 0.98;

    private const int Turns = 4;

    /// <summary>The first steps of a training, at least so many and a millisecond, tell nothing: memory is new to the processor.</summary>
    private const int ColdSteps = 3;

    private static readonly TimeSpan s_shortestTurn = TimeSpan.FromMilliseconds(0.5), s_longestTurn = TimeSpan.FromMilliseconds(100);

    private readonly ThreadTeam _team;
    private readonly TimeProvider _clock;
    private readonly int[] _counts;                     // falling, the team's size first
    private readonly double[] _seconds = new double[2]; // of the best so far since the last look began to count, and of the other in this look
    private readonly double[] _work = new double[2];
    private int _best;
    private int _other;
    private int _turn = Turns;                          // of the look, or Turns between looks
    private int _cold = ColdSteps;
    private long _start;
    private double _turnTime, _spent, _wait = 0.001;
    private double _turnLength = s_shortestTurn.TotalSeconds;
    private bool _isFirstStep = true;
    private int _unknown;                               // numbers that were not looked at yet

    /// <param name="team">The team; at first all of it works.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="isFixed">Whether all of it always works.</param>
    public ThreadChoice(ThreadTeam team, TimeProvider clock, bool isFixed = false)
    {
        (_team, _clock) = (team, clock);
        _counts = isFixed ? [team.Count] : [.. Enumerable.Range(0, 31).Select(power => 1 << power).Where(count => count < team.Count).Append(team.Count).Order().Reverse()];
        _unknown = _counts.Length - 1;
        _other = 1;
    }

    /// <summary>Before a step.</summary>
    public void Begin()
    {
        if (_counts.Length > 1)
        {
            _start = _clock.GetTimestamp();
        }
    }

    /// <summary>After a step.</summary>
    /// <param name="work">How much it did, in any unit that time is in proportion to, above 0.</param>
    public void End(double work)
    {
        if (_counts.Length == 1)
        {
            return;
        }

        double seconds = _clock.GetElapsedTime(_start).TotalSeconds;
        if (_turn == Turns)
        {
            Wait(seconds, work);
        }
        else
        {
            Look(seconds, work);
        }

        _team.Active = _counts[_turn < Turns && IsOther(_turn) ? _other : _best];
    }

    private static bool IsOther(int turn) => (turn & 1) == 1;

    /// <summary>A step between two looks.</summary>
    private void Wait(double seconds, double work)
    {
        Count(0, seconds, work);
        _wait -= seconds;
        _cold--;
        if (_wait <= 0 && _cold <= 0)
        {
            BeginLook();
        }
    }

    private void BeginLook()
    {
        (_turn, _spent, _turnTime, _isFirstStep) = (0, 0, 0, true);
        if (_unknown > 0)
        {
            Forget();
        }
    }

    private void Forget()
    {
        Array.Clear(_seconds);
        Array.Clear(_work);
    }

    private void Count(int place, double seconds, double work)
    {
        _seconds[place] += seconds;
        _work[place] += work;
    }

    /// <summary>A step of a look. The first one of a turn, in which threads wake up and data come into their caches, counts only where it is as long as a turn.</summary>
    private void Look(double seconds, double work)
    {
        int place = IsOther(_turn) ? 1 : 0;
        bool counts = !_isFirstStep || seconds >= _turnLength;
        _spent += place * seconds;
        _isFirstStep = false;
        if (counts)
        {
            _turnTime += seconds;
            Count(place, seconds, work);
        }

        if (counts && _turnTime >= _turnLength)
        {
            (_turnTime, _isFirstStep) = (0, true);
            if (++_turn == Turns)
            {
                EndLook();
            }
        }
    }

    /// <summary>Takes the faster number. Until each was looked at once, one look follows upon the other.</summary>
    private void EndLook()
    {
        int looked = _other;
        bool isBetter = _seconds[1] * _work[0] < Gain * _seconds[0] * _work[1];
        _best = isBetter ? _other : _best;
        Forget();
        do
        {
            looked = (looked + 1) % _counts.Length;
        }
        while (looked == _best);

        _other = looked;
        _wait = (isBetter ? Doubt : Rarity) * _spent;
        _unknown--;
        if (_unknown > 0)
        {
            BeginLook();
        }
        else
        {
            _turnLength = Math.Min(Math.Max(2 * _turnLength, _spent), s_longestTurn.TotalSeconds);
        }
    }
}
