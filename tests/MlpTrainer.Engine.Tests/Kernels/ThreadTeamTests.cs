using System.Collections.Concurrent;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class ThreadTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void EveryBlockRunsOnceInEveryPhase(int threads)
    {
        using var team = new ThreadTeam(threads);
        int[] runs = new int[37];
        for (int phase = 1; phase <= 300; phase++)
        {
            int blocks = phase % (runs.Length + 1);
            Array.Clear(runs);
            team.Run(blocks, block => Interlocked.Increment(ref runs[block]));
            Assert.Equal(Enumerable.Range(0, runs.Length).Select(block => block < blocks ? 1 : 0), runs);
        }
    }

    /// <summary>Members that do not take part leave the blocks to the others, also while they have not gone to sleep yet.</summary>
    [Fact]
    public void OnlyActiveMembersRunBlocks()
    {
        using var team = new ThreadTeam(4);
        int[] runs = new int[37];
        for (int phase = 0; phase < 400; phase++)
        {
            team.Active = (phase / 5 % 4) + 1;
            ConcurrentDictionary<int, int> threads = [];
            Array.Clear(runs);
            team.Run(runs.Length, block =>
            {
                threads[Environment.CurrentManagedThreadId] = 1;
                Interlocked.Increment(ref runs[block]);
            });
            Assert.All(runs, count => Assert.Equal(1, count));
            Assert.InRange(threads.Count, 1, team.Active);
            if (phase % 50 == 0)
            {
                Thread.Sleep(2);                        // they sleep now
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => team.Active = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => team.Active = 5);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 7)]
    [InlineData(2, 1)]
    [InlineData(3, 8)]
    [InlineData(5, 3)]
    public void SharesAreContiguousAndBeginAgainAfterTheirEnd(int threads, int blocks)
    {
        using var team = new ThreadTeam(threads);
        int[] next = [.. Enumerable.Range(0, blocks).Select(block => team.NextInShare(block, blocks))];
        int shares = 0;
        for (int first = 0; first < blocks; shares++)
        {
            int last = first;
            while (next[last] == last + 1)
            {
                last++;
            }

            Assert.Equal(first, next[last]);
            Assert.InRange(last - first + 1, blocks / threads, (blocks + threads - 1) / threads);
            first = last + 1;
        }

        Assert.Equal(Math.Min(threads, blocks), shares);
    }

    [Fact]
    public void SleepingWorkersWakeUp()
    {
        using var team = new ThreadTeam(2);
        int sum = 0;
        for (int phase = 0; phase < 5; phase++)
        {
            Thread.Sleep(20);
            team.Run(10, block => Interlocked.Add(ref sum, block));
        }

        Assert.Equal(5 * 45, sum);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ABlocksExceptionArrivesAfterAllWorkersHaveEnded(int threads)
    {
        using var team = new ThreadTeam(threads);
        int running = 0;
        var thrown = Assert.Throws<InvalidOperationException>(() => team.Run(64, block =>
        {
            Interlocked.Increment(ref running);
            Thread.Yield();
            Interlocked.Decrement(ref running);
            if (block == 5)
            {
                throw new InvalidOperationException("block 5");
            }
        }));
        Assert.Equal("block 5", thrown.Message);
        Assert.Equal(0, running);

        int count = 0;
        team.Run(8, _ => Interlocked.Increment(ref count));
        Assert.Equal(8, count);
    }

    [Fact]
    public void APhaseAllocatesNothing()
    {
        using var team = new ThreadTeam(2);
        Action<int> block = _ => { };
        team.Run(8, block);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int phase = 0; phase < 1000; phase++)
        {
            team.Run(8, block);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void ATeamNeedsAMember() => Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadTeam(0));
}
