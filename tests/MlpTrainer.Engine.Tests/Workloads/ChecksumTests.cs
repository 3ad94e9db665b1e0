using MlpTrainer.Benchmarks.Workloads;

namespace MlpTrainer.Engine.Tests;

/// <summary>The benchmarks' data are, to the bit, those that other programs train on.</summary>
public class ChecksumTests
{
    public static TheoryData<string> Names => [.. Workload.All.Select(workload => workload.Name)];

    [Theory, MemberData(nameof(Names))]
    public void AllRowsOfEachWorkloadAreThosePublished(string name) =>
        Assert.Equal(Checksums.Expected[name], WorkloadData.Of(Workload.Named(name)).Checksums);

    [Fact]
    public void AChecksumSeesEveryBitAndItsPlace()
    {
        Assert.Equal(0x3f800000UL + (3 * 0x40000000UL), Generator.Checksum([1f, 2f]));
        Assert.Equal(7UL + (3 * 9UL), Generator.Checksum([7, 9]));
    }

    /// <summary>The first five outputs from seed 1234567, as the reference implementation prints them.</summary>
    [Fact]
    public void TheGeneratorIsSplitMix64() =>
        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(i => Generator.U(1234567, i)));
}
