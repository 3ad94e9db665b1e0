using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tests.Model;

namespace MlpTrainer.Tests.Onnx;

public sealed class OnnxFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onnx-").FullName;

    private static readonly Lazy<MlpRegressionModelParameters> s_model = new(() => Train(activation: Engine.Activation.Relu));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PathAndStreamGetTheSameBytes()
    {
        string path = Path.Combine(_folder, "model.onnx");
        s_model.Value.SaveAsOnnx(path);
        using var stream = new MemoryStream();
        s_model.Value.SaveAsOnnx(stream);
        Assert.Equal(stream.ToArray(), File.ReadAllBytes(path));
    }

    [Fact]
    public void AFileThatExistsIsReplacedByAWholeOne()
    {
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, new byte[1_000_000]);
        s_model.Value.SaveAsOnnx(path);
        using var stream = new MemoryStream();
        s_model.Value.SaveAsOnnx(stream);
        Assert.Equal(stream.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void AFileThatExistsStaysWhereSavingFails()
    {
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllText(path, "the file of yesterday");
        Assert.Throws<NotSupportedException>(() => WithAnActivationOfOnesOwn().SaveAsOnnx(path));
        Assert.Equal("the file of yesterday", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void WhatFailsInTheMiddleLeavesNoFileBehind()
    {
        string folder = Path.Combine(_folder, "model.onnx");
        Directory.CreateDirectory(folder);
        Assert.ThrowsAny<SystemException>(() => s_model.Value.SaveAsOnnx(folder));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void AStreamIsLeftOpenAndKeepsWhatItHas()
    {
        using var stream = new MemoryStream();
        stream.Write("before"u8);
        s_model.Value.SaveAsOnnx(stream);
        stream.Write("after"u8);
        Assert.StartsWith("before", Encoding.Latin1.GetString(stream.ToArray()), StringComparison.Ordinal);
        Assert.EndsWith("after", Encoding.Latin1.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void ALoadedModelGivesTheSameFile()
    {
        var mlContext = new MLContext(seed: 1);
        IDataView data = mlContext.Data.LoadFromEnumerable(RealRows.Diamonds(missing: false));
        var trained = mlContext.Regression.Trainers.Mlp(hiddenLayers: [4], maximumNumberOfEpochs: 1).Fit(data);
        using var zip = new MemoryStream();
        mlContext.Model.Save(trained, data.Schema, zip);
        zip.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(zip, out _);
        var model = Assert.IsAssignableFrom<IPredictionTransformer<object>>(loaded is TransformerChain<ITransformer> chain ? chain.LastTransformer : loaded).Model;
        using MemoryStream before = new(), after = new();
        trained.Model.SaveAsOnnx(before);
        Assert.IsType<MlpRegressionModelParameters>(model).SaveAsOnnx(after);
        Assert.Equal(before.ToArray(), after.ToArray());
    }

    private static MlpRegressionModelParameters Train(Engine.Activation activation)
    {
        var mlContext = new MLContext(seed: 1);
        var options = new MlpRegressionTrainer.Options { HiddenLayers = [4], Activation = activation, MaximumNumberOfEpochs = 1 };
        return mlContext.Regression.Trainers.Mlp(options).Fit(mlContext.Data.LoadFromEnumerable(RealRows.Diamonds(missing: false))).Model;
    }

    private static MlpBinaryModelParameters WithAnActivationOfOnesOwn()
    {
        var mlContext = new MLContext(seed: 1);
        var shape = new Engine.NetworkShape(3, [6, 1], [new Twice(), Engine.Activation.Sigmoid]);
        var network = new Engine.TrainedNetwork(shape, new float[shape.ParameterCount]);
        return new MlpBinaryTrainer(mlContext).TransformerOf(network, HandMade.Training(), Example.View(mlContext, 1).Schema).Model.SubModel;
    }

    /// <summary>An activation of one's own, as trainers refuse it but the engine takes it.</summary>
    private sealed class Twice : Engine.Activation
    {
        public override string Name => "twice";

        public override void Forward(ReadOnlySpan<float> z, Span<float> a)
        {
            for (int i = 0; i < z.Length; i++)
            {
                a[i] = 2f * z[i];
            }
        }

        public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
        {
            for (int i = 0; i < delta.Length; i++)
            {
                delta[i] *= 2f;
            }
        }
    }
}
