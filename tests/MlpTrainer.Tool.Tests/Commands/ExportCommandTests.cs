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

    [Fact]
    public void TheNetworkAloneIsWritten()
    {
        using Scratch scratch = new();
        RunOf.Good("export", Titanic.Model, "--onnx", scratch.PathOf("n.onnx"), "--network");
        using InferenceSession session = new(scratch.PathOf("n.onnx"));
        Assert.Equal(["Features"], session.InputNames);
    }
}
