using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace MlpTrainer.Benchmarks.Kernels;

/// <summary>Runs the kernels' benchmarks and prints a line for each kernel and size, a column for each width of registers.</summary>
/// <remarks>In this process and in short iterations, so that all take some minutes: figures are good to a few percent.</remarks>
internal static class KernelTable
{
    private static readonly string[] s_widths = ["512", "256", "128", "scalar"];

    public static void Run(string[] options)
    {
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(8).WithIterationCount(9).WithIterationTime(TimeInterval.FromMilliseconds(50));
        ManualConfig config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator);
        BenchmarkReport[] reports = [.. BenchmarkSwitcher.FromAssembly(typeof(KernelTable).Assembly)
            .Run(options.Length > 0 ? options : ["--filter", "*"], config).SelectMany(summary => summary.Reports)
            .OrderBy(report => report.BenchmarkCase.Descriptor.Type.Name).ThenBy(report => report.BenchmarkCase.Descriptor.WorkloadMethod.MetadataToken)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Machine()}"));
        Console.WriteLine();
        Console.WriteLine("| kernel | size | 512 bits | 256 bits | 128 bits | scalar |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (IGrouping<(string, string), BenchmarkReport> kernel in reports.GroupBy(report => (Name(report), string.Join("×", Sizes(report)))))
        {
            Console.WriteLine($"| {kernel.Key.Item1} | {kernel.Key.Item2} | {string.Join(" | ", s_widths.Select(width => Cell(kernel, width)))} |");
        }
    }

    private static string Machine()
    {
        HostEnvironmentInfo host = HostEnvironmentInfo.GetCurrent();
        return $"{host.Cpu.Value?.ProcessorName?.Trim()}, {host.RuntimeVersion}";
    }

    private static string Name(BenchmarkReport report) => report.BenchmarkCase.Descriptor.WorkloadMethod.Name;

    private static int[] Sizes(BenchmarkReport report) =>
        [.. report.BenchmarkCase.Parameters.Items.Where(item => item.IsArgument).Select(item => (int)item.Value)];

    /// <summary>Median time and rate.</summary>
    private static string Cell(IEnumerable<BenchmarkReport> kernel, string width)
    {
        BenchmarkReport report = kernel.Single(report => (string)report.BenchmarkCase.Parameters["Bits"] == width);
        if (report.ResultStatistics is not { } statistics)
        {
            return "failed";
        }

        var work = report.BenchmarkCase.Descriptor.WorkloadMethod.GetCustomAttribute<WorkAttribute>()!;
        double rate = work.Amount * Sizes(report).Aggregate(1.0, (product, size) => product * size) / statistics.Median;
        return string.Create(CultureInfo.InvariantCulture, $"{Time(statistics.Median)}, {rate:G3} {work.Unit}");
    }

    private static string Time(double nanoseconds) =>
        nanoseconds < 1e3 ? Time(nanoseconds, "ns") : nanoseconds < 1e6 ? Time(nanoseconds / 1e3, "µs") : Time(nanoseconds / 1e6, "ms");

    private static string Time(double time, string unit) => string.Create(CultureInfo.InvariantCulture, $"{time:G3} {unit}");
}
