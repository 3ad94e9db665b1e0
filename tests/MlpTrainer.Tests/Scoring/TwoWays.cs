using Microsoft.ML;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Scoring;

/// <summary>A model that scores in blocks, as its trainer gives it, and the same one read from its file, which ML.NET scores row by row.</summary>
internal sealed record TwoWays(ITransformer InBlocks, ITransformer RowByRow)
{
    public static TheoryData<string> Tasks => ["binary", "multiclass", "regression", "several numbers", "several threads"];

    public static TwoWays Of(MLContext mlContext, string task, IDataView rows)
    {
        ITransformer model = Trainer(mlContext, task).Fit(rows);
        using var file = new MemoryStream();
        mlContext.Model.Save(model, rows.Schema, file);
        file.Position = 0;
        return new TwoWays(model, mlContext.Model.Load(file, out _));
    }

    private static IEstimator<ITransformer> Trainer(MLContext mlContext, string task) => task switch
    {
        "binary" => Small.Binary(mlContext, Short),
        "multiclass" => Small.ClassPipeline(mlContext, Short),
        "regression" => Small.Regression(mlContext, Short),
        "several numbers" => Small.Regression(mlContext, options =>
        {
            Short(options);
            options.LabelColumnName = "Numbers";
        }),
        _ => Small.Binary(mlContext, options =>
        {
            Short(options);
            options.HiddenLayers = [200, 180];          // more than one thread is worth it
        }),
    };

    private static void Short(MlpOptions options) => (options.HiddenLayers, options.Activation, options.MaximumNumberOfEpochs) = ([21, 9], Engine.Activation.Gelu, 1);
}
