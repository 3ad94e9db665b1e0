namespace MlpTrainer.Engine.Tests;

public class ScheduleTests
{
    public static TheoryData<string> Names => [.. Schedule.All.Select(schedule => schedule.Name)];

    /// <summary>10 steps an epoch, 20 epochs: 200 steps.</summary>
    private static ScheduleTime At(long step, params double[] costs) => new(step, (int)((step - 1) / 10) + 1, 10, 20, costs);

    [Theory, MemberData(nameof(Names))]
    public void EveryFactorIsFromZeroToOneAndTheSameWhenAskedAgain(string name)
    {
        Schedule schedule = Schedule.All.Single(member => member.Name == name);
        double[] factors = [.. Enumerable.Range(1, 200).Select(step => schedule.Factor(At(step)))];
        Assert.All(factors, factor => Assert.InRange(factor, 0, 1));
        Assert.Contains(factors, factor => factor > 0.9);
        Assert.Equal(factors.Reverse(), Enumerable.Range(1, 200).Reverse().Select(step => schedule.Factor(At(step))));
        Assert.Equal(name, schedule.ToString());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 1)]
    [InlineData(51, 0.5)]
    [InlineData(100, 0.5)]
    [InlineData(200, 0.125)]
    public void StepFallsEveryFewEpochs(long step, double expected) =>
        Assert.Equal(expected, new StepSchedule { EpochsPerStep = 5, Decay = 0.5 }.Factor(At(step)), 1e-12);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 0.9)]
    [InlineData(30, 0.81)]
    public void ExponentialFallsEveryEpoch(long step, double expected) =>
        Assert.Equal(expected, new ExponentialSchedule { Decay = 0.9 }.Factor(At(step)), 1e-12);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 0.5)]
    [InlineData(100, 0.1)]
    public void InverseScalingFallsWithTheRootOfSteps(long step, double expected) =>
        Assert.Equal(expected, new InverseScalingSchedule().Factor(At(step)), 1e-12);

    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(10, 0.5)]
    [InlineData(20, 1)]
    [InlineData(21, 1)]
    [InlineData(66, 0.1 + (0.45 * (1 + 0.70710678118654752)))] // a quarter of the decay: cos(π/4)
    [InlineData(111, 0.55)]
    [InlineData(201, 0.1)]
    public void CosineWarmsUpAndFalls(long step, double expected) =>
        Assert.Equal(expected, new CosineSchedule { WarmUp = 0.1, Floor = 0.1 }.Factor(At(step)), 1e-12);

    [Fact]
    public void CosineWithoutWarmUpStartsAtOne() => Assert.Equal(1, new CosineSchedule { WarmUp = 0 }.Factor(At(1)), 1e-12);

    [Theory]
    [InlineData(1, 0.04)]
    [InlineData(31, 0.52)]
    [InlineData(61, 1)]
    [InlineData(131, 0.500002)]
    [InlineData(201, 0.000004)]
    public void OneCycleRisesAndFalls(long step, double expected) =>
        Assert.Equal(expected, new OneCycleSchedule().Factor(At(step)), 1e-12);

    /// <summary>With 150 steps t = (step − 1)/150 and 1 + 15t = 1 + (step − 1)/10: cycles end at powers of 2 and peak at odd powers of √2.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(11, 0)]     // log2(2) = 1
    [InlineData(31, 0)]     // log2(4) = 2
    [InlineData(71, 0)]     // log2(8) = 3
    [InlineData(151, 0)]    // log2(16) = 4
    [InlineData(6, 0.930430)] // ½(1 − cos(2π·log2(1.5))), log2(1.5) = 0.584963
    [InlineData(21, 0.930430)] // log2(3) = 1.584963: the same place in the next cycle
    public void LogCosineCyclesDoubleInLength(long step, double expected) =>
        Assert.Equal(expected, new LogCosineSchedule().Factor(new ScheduleTime(step, 1, 15, 10, [])), 1e-5);

    [Fact]
    public void ReduceOnPlateauDropsAfterPatience()
    {
        ReduceOnPlateauSchedule schedule = new() { Patience = 2, Decay = 0.5, Threshold = 0.1 };
        Assert.Equal(1, schedule.Factor(At(1)));
        Assert.Equal(1, schedule.Factor(At(31, 1.0, 0.95, 0.92)));                    // two bad epochs are borne
        Assert.Equal(0.5, schedule.Factor(At(41, 1.0, 0.95, 0.92, 0.91)));            // the third is not
        Assert.Equal(1, schedule.Factor(At(41, 1.0, 0.95, 0.92, 0.89)));              // below 0.9 is an improvement
        Assert.Equal(0.25, schedule.Factor(At(71, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)));
    }

    [Theory]
    [InlineData(3, 0.001)]
    [InlineData(4, 1e-4)]
    [InlineData(5, 1e-4)]
    [InlineData(300, 1e-4)]
    public void ReduceOnPlateauHasAFloor(int drops, double expected)
    {
        double[] costs = [.. Enumerable.Repeat(1.0, 1 + (11 * drops))];
        Assert.Equal(expected, new ReduceOnPlateauSchedule().Factor(At(1, costs)), 1e-12);
        Assert.Equal(Math.Max(0.1, expected), new ReduceOnPlateauSchedule { MinimumFactor = 0.02 }.Factor(At(1, costs)), 1e-12);      // 0.01 would be below
        Assert.Equal(Math.Pow(0.1, drops), new ReduceOnPlateauSchedule { MinimumFactor = 0 }.Factor(At(1, costs)), 1e-12);
    }

    [Fact]
    public void ACostThatIsNotFiniteIsNoImprovement()
    {
        ReduceOnPlateauSchedule schedule = new() { Patience = 1, Decay = 0.5 };
        Assert.Equal(0.5, schedule.Factor(At(1, double.NaN, double.NaN)));
        Assert.Equal(1, schedule.Factor(At(1, double.NaN, 5, 4, double.PositiveInfinity, 3)));
        Assert.Equal(0.5, schedule.Factor(At(1, 5, double.NegativeInfinity, double.NaN, 4)));
    }

    /// <summary>400 epochs of three steps: as the formula has it, and no epoch is looked at twice.</summary>
    [Fact]
    public void InATrainingReduceOnPlateauLooksAtEachEpochOnce()
    {
        ReduceOnPlateauSchedule schedule = new() { Patience = 3, Decay = 0.9 };
        Schedule following = schedule.ForOneTraining();
        Random random = new(4);
        Watched costs = new();
        for (int epoch = 1; epoch <= 400; epoch++)
        {
            double expected = schedule.Factor(new ScheduleTime(1, epoch, 3, 400, [.. costs.Values]));
            for (int step = 1; step <= 3; step++)
            {
                Assert.Equal(expected, following.Factor(new ScheduleTime((3 * (epoch - 1)) + step, epoch, 3, 400, costs)));
            }

            costs.Values.Add((1.0 / epoch) + random.NextDouble());
        }

        Assert.Equal(399, costs.Reads);
        Assert.Equal(schedule.Name, following.Name);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefusedInWords()
    {
        Assert.Contains("EpochsPerStep must be at least 1, but was 0.", Refused(() => new StepSchedule { EpochsPerStep = 0 }));
        Assert.Contains("Decay must be greater than 0 and less than 1, but was 1.", Refused(() => new ExponentialSchedule { Decay = 1 }));
        Assert.Contains("Power must be a finite number greater than 0, but was 0.", Refused(() => new InverseScalingSchedule { Power = 0 }));
        Assert.Contains("WarmUp must be at least 0 and less than 1, but was 1.", Refused(() => new CosineSchedule { WarmUp = 1 }));
        Assert.Contains("Rise must be greater than 0 and less than 1, but was 0.", Refused(() => new OneCycleSchedule { Rise = 0 }));
        Assert.Contains("Patience must be at least 0, but was -1.", Refused(() => new ReduceOnPlateauSchedule { Patience = -1 }));
        Assert.Contains("MinimumFactor must be at least 0 and less than 1, but was 1.", Refused(() => new ReduceOnPlateauSchedule { MinimumFactor = 1 }));
        Assert.Contains("Cycles must be from 1 to 30, but was 0.", Refused(() => new LogCosineSchedule { Cycles = 0 }));

        static string Refused(Func<object> create) => Assert.Throws<ArgumentOutOfRangeException>(create).Message;
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AFactorThatIsNoneStopsTraining(double factor)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => NetworkTrainer.Train(
            SmallData.Binary(100), null, 1, Plain.Options with { Schedule = new InTheEnd(factor), BatchSize = 20 }));
        Assert.Equal(
            FormattableString.Invariant($"The factor of a schedule must be a finite number of at least 0, but that of in the end was {factor} in epoch 2, step 7."),
            error.Message);
    }

    /// <summary>A list that counts how often it is read.</summary>
    private sealed class Watched : IReadOnlyList<double>
    {
        public List<double> Values { get; } = [];

        public int Reads { get; private set; }

        public int Count => Values.Count;

        public double this[int index]
        {
            get
            {
                Reads++;
                return Values[index];
            }
        }

        public IEnumerator<double> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }

    /// <summary>1, and another number from the second step of the second epoch on.</summary>
    private sealed class InTheEnd(double factor) : Schedule
    {
        public override string Name => "in the end";

        public override double Factor(in ScheduleTime time) => time.Step > 6 ? factor : 1;
    }
}
