using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlpTrainer.Tool.Tests.Commands;

public class ExportCommandTests
{
    /// <summary>ONNX Runtime gives what predict gives, missing ages and unknown categories included.</summary>
    [Fact]
    public void TheFileScoresAsTheModelDoes()
    {
        using Scratch scratch = new();
        RunOf run = RunOf.Good("export", Titanic.Model, "--onnx", scratch.PathOf("m.onnx"));
        Assert.Contains("Classes, in the order of Score: no, yes.", run.Output, StringComparison.Ordinal);
        string table = scratch.Write("t.csv", "sex,age,passengerClass\nfemale,20,1st\nmale,NA,2nd\nrobot,30,3rd\n");
        float[] expected = [.. RunOf.Good("predict", Titanic.Model, table, "--only-predictions").Lines.Skip(1).Select(line => float.Parse(line.Split(',')[1]))];
        using InferenceSession session = new(scratch.PathOf("m.onnx"));
        Assert.Equal(["age", "passengerClass", "sex"], session.InputNames.Order());
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("sex", new DenseTensor<string>(new[] { "female", "male", "robot" }, [3, 1])),
            NamedOnnxValue.CreateFromTensor("age", new DenseTensor<float>(new[] { 20, float.NaN, 30 }, [3, 1])),
            NamedOnnxValue.CreateFromTensor("passengerClass", new DenseTensor<string>(new[] { "1st", "2nd", "3rd" }, [3, 1])),
        ]);
        float[] actual = [.. results.First(result => result.Name == "Probability.output").AsTensor<float>()];
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    /// <summary>A missing category is a word of its own, and a date its numbers.</summary>
    [Fact]
    public void MissingCategoriesAndDatesAreInputs()
    {
        using Scratch scratch = new();
        string table = scratch.Write("t.csv", "kind,sold,y\n" + string.Join('\n', Enumerable.Range(0, 200).Select(i => Invariant($"{(i % 4 == 3 ? "" : "abc"[i % 4])},2024-03-{1 + (i % 28):00},{(i % 4) + (i % 7 * 0.25)}"))));
        RunOf.Good("train", table, "--label", "y", "--effort", "quick", "--out", scratch.PathOf("m.zip"));
        RunOf run = RunOf.Good("export", scratch.PathOf("m.zip"), "--onnx", scratch.PathOf("m.onnx"));
        Assert.Contains("'(missing)' where it is missing", run.Output, StringComparison.Ordinal);
        float expected = float.Parse(RunOf.Good("predict", scratch.PathOf("m.zip"), scratch.Write("one.csv", "kind,sold\n,2024-03-05\n"), "--only-predictions").Lines[1]);
        using InferenceSession session = new(scratch.PathOf("m.onnx"));
        (string Name, float Value)[] date = [("year", 2024), ("month", 3), ("day", 5), ("weekday", 1), ("days", 19787)];         // a Tuesday
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("kind", new DenseTensor<string>(new[] { "(missing)" }, [1, 1])),
            .. date.Select(part => NamedOnnxValue.CreateFromTensor($"sold:{part.Name}", new DenseTensor<float>(new[] { part.Value }, [1, 1]))),
        ]);
        Assert.Equal(expected, results.First(result => result.Name == "Score.output").AsTensor<float>()[0], 1e-3f);
    }

    [Fact]
    public void TheNetworkAloneIsWritten()
    {
        using Scratch scratch = new();
        RunOf.Good("export", Titanic.Model, "--onnx", scratch.PathOf("n.onnx"), "--network");
        using InferenceSession session = new(scratch.PathOf("n.onnx"));
        Assert.Equal(["Features"], session.InputNames);
    }
}
