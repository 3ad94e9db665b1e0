using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MlpTrainer.Benchmarks.Workloads;

namespace MlpTrainer.Benchmarks;

/// <summary>Ours and the peers, one after the other in every round, so that both see the same machine; figures are medians of the rounds' ratios.</summary>
/// <remarks>
/// Every measurement is a process of its own. scikit-learn's script runs with PYTHON (default /usr/bin/python3); TorchSharp's program is built first, where it is
/// asked for. A peer that has no such workload prints nothing and stands in no line. <c>--also "command"</c> adds a program that takes the same options and prints
/// the same lines.
/// </remarks>
internal static class Comparison
{
    private const string AllPeers = "sklearn,torchsharp,torchsharp-lean,torchsharp-batched";

    public static void Run(Arguments arguments)
    {
        Export.Run(new Arguments([]));
        string[] peers = arguments.List("peers", AllPeers);
        string also = arguments.Text("also", "");
        Contender[] contenders =
        [
            new("workloads", $"{Environment.ProcessPath} {OwnLibrary()}workloads"), .. peers.Select(Peer),
            .. also.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(command => new Contender(command.Split(' ')[^1], command)),
        ];
        if (peers.Any(peer => peer != "sklearn"))
        {
            TorchSharpProgram.Build();
        }

        string mode = arguments.Text("mode", "train"), optimizer = arguments.Text("opt", "adam");
        foreach (string work in arguments.List("work", Workload.Names))
        {
            foreach (string threads in arguments.List("threads", "1,2"))
            {
                string options = $"--work {work} --opt {optimizer} --threads {threads} --mode {mode} --runs {arguments.Number("runs", 3)}";
                Compare(contenders, options, work, threads, arguments.Number("rounds", 3));
            }
        }
    }

    /// <summary>A program, and what its lines call it.</summary>
    private sealed record Contender(string Name, string Command);

    private static Contender Peer(string name) => new(name, name switch
    {
        "sklearn" => $"{Environment.GetEnvironmentVariable("PYTHON") ?? "/usr/bin/python3"} {Path.Combine(SourceFolder(), "peers", "scikit_learn.py")}",
        "torchsharp" or "torchsharp-lean" or "torchsharp-batched" => $"{TorchSharpProgram.Command} --peer {name}",
        _ => throw new ArgumentException($"--peers must be some of {AllPeers}, but was {name}."),
    });

    /// <summary>This program's library, where it was started as <c>dotnet library</c> rather than by its own executable.</summary>
    private static string OwnLibrary() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? $"{Environment.GetCommandLineArgs()[0]} " : "";

    private static void Compare(Contender[] contenders, string options, string work, string threads, int rounds)
    {
        var measured = contenders.Select(_ => new List<Dictionary<string, double>>()).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                measured[i].Add(Measure($"{contenders[i].Command} {options}"));
            }
        }

        for (int i = 0; i < contenders.Length; i++)
        {
            foreach (string figure in measured[i][0].Keys)
            {
                double[] own = [.. measured[i].Select(round => round[figure])];
                double[] ratios = [.. measured[0].Zip(measured[i], (ours, theirs) => Ratio(figure, ours, theirs))];
                JsonLine.Print(
                    ("work", work), ("threads", threads), ("peer", contenders[i].Name), ("figure", figure), ("median", Median(own)),
                    ("ours_is_better_by", Median(ratios)), ("from", ratios.Min()), ("to", ratios.Max()));
            }
        }
    }

    /// <summary>How many times better ours is: more rows per second, fewer microseconds, a lower log-loss.</summary>
    private static double Ratio(string figure, Dictionary<string, double> ours, Dictionary<string, double> theirs) =>
        figure is "us_median" or "logloss" ? theirs[figure] / ours.GetValueOrDefault(figure, double.NaN)
        : ours.GetValueOrDefault(figure, double.NaN) / theirs[figure];

    /// <summary>The figures of the lines that a command prints: rows per second and per second of processor time, log-loss, microseconds for a single row.</summary>
    private static Dictionary<string, double> Measure(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using Process process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        var figures = new Dictionary<string, double>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            Console.WriteLine(line);
            foreach (JsonProperty property in JsonDocument.Parse(line).RootElement.EnumerateObject())
            {
                if (property.Name is "rows_per_s" or "rows_per_cpu_s" or "us_median" or "logloss")
                {
                    figures[property.Name] = property.Value.GetDouble();
                }
            }
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? figures : throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"{command} ended with {process.ExitCode}: {errors.Result}"));
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
