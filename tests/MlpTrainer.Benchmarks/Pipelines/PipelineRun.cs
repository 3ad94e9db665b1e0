using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.Data;
using MlpTrainer.Benchmarks.Quality;

namespace MlpTrainer.Benchmarks.Pipelines;

/// <summary>Where ML.NET's users stand: Fit, Transform and the prediction engine of trainers with their default options, each in a process of its own.</summary>
/// <remarks>
/// <c>--data</c> names rows: W1, a table of at most three columns of text, or Million, a million rows of 30 features. <c>--rows N</c> takes the first of them only, <c>--sources</c>
/// says from what Fit is timed again after the first. <c>--from FILE</c> only prints the table of a file of lines. <c>--scoring 512,512x512</c> measures how Transform compares with the engine's own scoring
/// instead, and <c>--reading W1</c> (or Million) how fast Fit reads rows.
/// </remarks>
internal static class PipelineRun
{
    public static void Run(Arguments arguments)
    {
        if (arguments.Text("scoring", "") is { Length: > 0 })
        {
            PipelineScoring.Run(arguments.List("scoring", ""));
        }
        else if (arguments.Text("file", "") is { Length: > 0 })
        {
            Console.WriteLine(Measure(arguments));
        }
        else if (arguments.Text("reading", "") is { Length: > 0 } data)
        {
            PipelineReading.Run(data, arguments.Number("rows", 0));
        }
        else if (arguments.Text("from", "") is { Length: > 0 } from)
        {
            Console.WriteLine(PipelineReport.Read(from));
        }
        else
        {
            Compare(arguments);
        }
    }

    private static void Compare(Arguments arguments)
    {
        List<PipelineLine> lines = [];
        foreach (string data in arguments.List("data", "W1,Diamonds"))
        {
            PipelineFile file = PipelineFile.Write(data, arguments.Number("rows", 0));
            foreach (string trainer in arguments.List("trainers", "mlp,lightgbm,fasttree"))
            {
                string line = Start($"pipeline --data {data} --trainers {trainer} --sources {arguments.Text("sources", "text,objects,cached")} {file}");
                Console.WriteLine(line);
                lines.Add(PipelineLine.Parse(line));
            }

            File.Delete(file.Path);
        }

        Console.WriteLine();
        Console.WriteLine(PipelineReport.Text(lines));
    }

    private static PipelineLine Measure(Arguments arguments)
    {
        PipelineFile file = PipelineFile.Of(arguments);
        Contender contender = Contender.Named(arguments.Text("trainers", ""));
        (string data, string[] sources) = (arguments.Text("data", ""), arguments.List("sources", ""));
        return file.Task switch
        {
            TableTask.Binary => new PipelineTrainer<bool, float>(file, contender, text => text == "1").Run(data, sources),
            TableTask.Multiclass => new PipelineTrainer<string, VBuffer<float>>(file, contender, text => text).Run(data, sources),
            _ => new PipelineTrainer<float, float>(file, contender, text => float.Parse(text, CultureInfo.InvariantCulture)).Run(data, sources),
        };
    }

    /// <summary>This program in a process of its own; returns the last line that it prints.</summary>
    private static string Start(string options)
    {
        bool isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] words = [.. isHosted ? [Environment.GetCommandLineArgs()[0]] : Array.Empty<string>(), .. options.Split(' ')];
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, words) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.TrimEnd().Split('\n')[^1]
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{options} ended with {process.ExitCode}."));
    }
}
