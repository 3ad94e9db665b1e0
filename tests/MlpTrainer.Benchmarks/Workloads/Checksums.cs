namespace MlpTrainer.Benchmarks.Workloads;

/// <summary>The published checksums of the workloads' data, as first generated, in Python.</summary>
internal static class Checksums
{
    public static IReadOnlyDictionary<string, (ulong Features, ulong Indices, ulong Labels)> Expected { get; } =
        new Dictionary<string, (ulong, ulong, ulong)>
        {
            ["W1"] = (0xf42d58f76c3d8500, 0, 0x00000001b67dd669),
            ["W2"] = (0xc7fa75a999642700, 0, 0x00000001b6903195),
            ["W3"] = (0x2628beab6c740000, 0, 0x00000000a8c23899),
            ["W4"] = (0x09c19f300793df7e, 0, 0x0000000000037d9d),
            ["W5"] = (0x5ccfceb58c400000, 0x00ca1237cd5fd66b, 0x000000006d58c709),
            ["W6"] = (0x115ecaa74f201000, 0, 0x0000000006a93db4),
        };

    /// <summary>The data of a workload, after its checksums have been found right.</summary>
    /// <exception cref="InvalidDataException">They are wrong: figures measured on this data could not be compared with anyone's.</exception>
    public static WorkloadData Verified(Workload workload)
    {
        WorkloadData data = WorkloadData.Of(workload);
        return data.Checksums == Expected[workload.Name] ? data : throw new InvalidDataException(
            $"The data of {workload.Name} must have the checksums {Expected[workload.Name]:x}, but had {data.Checksums:x}.");
    }
}
