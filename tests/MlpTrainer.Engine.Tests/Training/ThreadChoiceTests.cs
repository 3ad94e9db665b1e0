using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests;

/// <summary>Machines of a made-up clock, on which a step takes as long as the test says: whatever they are, the choice comes close to the best fixed number of threads.</summary>
public class ThreadChoiceTests
{
    private const double Period = 0.1;                  // of a container's quota of processor time

    public static TheoryData<string, int, double> Machines
    {
        get
        {
            var data = new TheoryData<string, int, double>();
            foreach (double step in (double[])[50e-6, 300e-6, 0.02, 0.3])
            {
                foreach (string name in (string[])["two cores", "one core", "burning core", "quota, good", "quota, bad"])
                {
                    data.Add(name, 2, step);
                }

                data.Add("four of eight", 8, step);
                data.Add("five", 5, step);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Machines))]
    public void ItTakesAtMostThreePercentMoreThanTheBestNumber(string name, int processors, double step)
    {
        int steps = (int)Math.Max(20 / step, 1000);
        double best = Enumerable.Range(1, processors).Min(threads => Enumerable.Range(0, steps).Aggregate(0.0, (time, _) => time + StepTime(name, threads, step, time)));
        (double chosen, _) = Run(processors, steps, (threads, time) => StepTime(name, threads, step, time));
        Assert.InRange(chosen / best, 0.97, 1.03);
    }

    /// <summary>From the first half millisecond on: trainings may be short.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.6)]
    public void AShortTrainingLosesLittle(double speedup)
    {
        const double Step = 20e-6;
        (double chosen, _) = Run(2, 1500, (threads, _) => threads == 2 ? Step / speedup : Step);
        Assert.InRange(chosen / (1500 * Step / Math.Max(1, speedup)), 1, 1.08);
    }

    [Fact]
    public void WhatChangesIsSeen()
    {
        const double Step = 300e-6;
        double Time(int threads, double time) => threads == 1 ? Step : time is > 20 and < 60 ? 1.7 * Step : Step / 1.7;
        (_, List<(double Time, int Threads)> steps) = Run(2, 400_000, Time);
        double Share(double from, double to) => steps.Where(each => each.Time > from && each.Time < to).Average(each => each.Threads == 2 ? 1.0 : 0);
        Assert.InRange(Share(1, 20), 0.95, 1);
        Assert.InRange(Share(40, 60), 0, 0.05);
        Assert.InRange(Share(75, 90), 0.95, 1);
    }

    /// <summary>A neighbour takes a processor for some milliseconds now and then: both numbers' steps suffer, those of two threads twice as often.</summary>
    [Fact]
    public void NoiseLeadsItAstrayForShortTimesOnly()
    {
        const double Step = 300e-6;
        var random = new Random(1);
        double Noise(int threads) => random.NextDouble() < 0.01 * threads ? 0.003 : 0;
        (double chosen, _) = Run(2, 100_000, (threads, _) => (threads == 2 ? Step / 1.6 : Step) + Noise(threads));
        Assert.InRange(chosen / (100_000 * ((Step / 1.6) + (0.02 * 0.003))), 0.97, 1.05);
    }

    [Fact]
    public void AFixedNumberStays()
    {
        using var team = new ThreadTeam(2);
        var clock = new Clock();
        var choice = new ThreadChoice(team, clock, isFixed: true);
        for (int step = 0; step < 1000; step++)
        {
            Assert.Equal(2, team.Active);
            choice.Begin();
            clock.Advance(0.001);
            choice.End(1);
        }
    }

    private static double StepTime(string name, int threads, double step, double time) => name switch
    {
        "two cores" => step / (threads == 2 ? 1.7 : 1),
        "one core" => step / (threads == 2 ? 0.9 : 1),
        "burning core" => step / (threads == 2 ? 0.4 : 1),
        "four of eight" => step / threads switch { 1 => 1, 2 => 1.8, 3 => 2.2, 4 => 3, 5 => 2, 6 => 1.9, 7 => 1.5, _ => 1.2 },
        "five" => step / (1 + (0.7 * (threads - 1))),
        "quota, good" => Throttled(threads, step / (threads == 2 ? 1.9 : 1), time),
        _ => Throttled(threads, step / (threads == 2 ? 1.2 : 1), time),
    };

    /// <summary>A quota of 1.5 processors: two threads stand still in the last quarter of each period.</summary>
    private static double Throttled(int threads, double step, double time)
    {
        if (threads == 1)
        {
            return step;
        }

        double place = (time % Period) + step, throttled = Period - (0.75 * Period);
        double standstills = Math.Floor((place - (0.75 * Period)) / (0.75 * Period)) + 1;      // of those that begin before the step has done its work
        return step + (throttled * Math.Max(0, standstills));
    }

    private static (double Seconds, List<(double Time, int Threads)> Steps) Run(int processors, int steps, Func<int, double, double> stepTime)
    {
        using var team = new ThreadTeam(processors);
        var clock = new Clock();
        var choice = new ThreadChoice(team, clock);
        List<(double, int)> taken = [];
        for (int step = 0; step < steps; step++)
        {
            double start = clock.Seconds;
            choice.Begin();
            taken.Add((start, team.Active));
            clock.Advance(stepTime(team.Active, start));
            choice.End(200);
        }

        return (clock.Seconds, taken);
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; private set; }

        public override long TimestampFrequency => 1_000_000_000;

        public void Advance(double seconds) => Seconds += seconds;

        public override long GetTimestamp() => (long)Math.Round(Seconds * 1e9);
    }
}
