using System.Diagnostics;
using System.Text.Json;

namespace MlpTrainer.Tests.Onnx;

/// <summary>ONNX Runtime, from its npm package, run by Node.js: what says whether our ONNX files are right.</summary>
public static class OnnxRuntime
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Onnx", "runtime");
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<string?> s_whyAbsent = new(Install);

    /// <summary>Skips the test, visibly, on machines without Node.js or where its package cannot be installed.</summary>
    public static void SkipWhereAbsent() => Assert.SkipWhen(s_whyAbsent.Value is not null, $"ONNX Runtime is needed: {s_whyAbsent.Value}");

    /// <summary>Runs all jobs, one after the other, in one process; gives each job's outputs, row-major.</summary>
    public static IReadOnlyList<double[][]> Run(params IReadOnlyList<OnnxJob> jobs)
    {
        string folder = Directory.CreateTempSubdirectory("onnx-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "jobs.json"), JsonSerializer.Serialize(jobs.Select((job, j) => Prepare(job, folder, j)), s_json));
            (int exitCode, string output) = Start("node", Path.Combine(s_folder, "score.js"), "jobs.json", folder);
            Assert.True(exitCode == 0, output);
            return [.. jobs.Select((job, j) => job.Outputs.Select((_, o) => Read(Path.Combine(folder, $"{j}.{o}.out"))).ToArray())];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static object Prepare(OnnxJob job, string folder, int j)
    {
        File.WriteAllBytes(Path.Combine(folder, $"{j}.onnx"), job.Model);
        for (int i = 0; i < job.Inputs.Count; i++)
            File.WriteAllBytes(Path.Combine(folder, $"{j}.{i}.in"), job.Inputs[i].Values);
        return new
        {
            Model = $"{j}.onnx",
            Inputs = job.Inputs.Select((input, i) => new { input.Name, input.Type, Dims = new[] { input.Rows, input.Columns }, File = $"{j}.{i}.in" }),
            Outputs = job.Outputs.Select((name, o) => new { Name = name, File = $"{j}.{o}.out" }),
        };
    }

    private static double[] Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        double[] values = new double[bytes.Length / sizeof(double)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }

    /// <summary>Into the tests' output folder; null if it worked, else why not.</summary>
    private static string? Install()
    {
        try
        {
            if (File.Exists(Path.Combine(s_folder, "node_modules", ".package-lock.json"))) // what npm writes last
                return null;
            string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            (int exitCode, string output) = Start(npm, "ci", "--ignore-scripts", s_folder);
            return exitCode == 0 ? null : $"npm ci failed: {output}";
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or TimeoutException)
        {
            return exception.Message;
        }
    }

    private static (int ExitCode, string Output) Start(string program, string first, string second, string folder)
    {
        var start = new ProcessStartInfo(program, [first, second]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {first} took more than 3 minutes.");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }
}
