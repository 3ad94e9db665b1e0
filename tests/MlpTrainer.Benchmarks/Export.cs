using System.Runtime.InteropServices;
using MlpTrainer.Benchmarks.Workloads;

namespace MlpTrainer.Benchmarks;

/// <summary>Writes each workload's arrays as plain little-endian files: W1.features (float32), W1.labels (int32), W5.indices (int32).</summary>
/// <remarks>For programs in other languages; those in C# make them from our source.</remarks>
internal static class Export
{
    public static void Run(Arguments arguments)
    {
        string folder = arguments.Text("to", Path.Combine(Path.GetTempPath(), "mlptrainer-workloads"));
        Directory.CreateDirectory(folder);
        foreach (Workload workload in Workload.All)
        {
            WorkloadData data = Checksums.Verified(workload);
            File.WriteAllBytes(Path.Combine(folder, workload.Name + ".features"), MemoryMarshal.AsBytes<float>(data.Features));
            File.WriteAllBytes(Path.Combine(folder, workload.Name + ".indices"), MemoryMarshal.AsBytes<int>(data.Indices));
            File.WriteAllBytes(Path.Combine(folder, workload.Name + ".labels"), MemoryMarshal.AsBytes<int>(data.Labels));
            JsonLine.Print(("work", workload.Name), ("rows", workload.Rows), ("folder", folder));
        }
    }
}
