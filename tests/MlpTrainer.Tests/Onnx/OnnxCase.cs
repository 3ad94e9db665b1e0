using Microsoft.ML;

namespace MlpTrainer.Tests.Onnx;

/// <summary>A trained model: its ONNX file, and what ML.NET's own scoring of the same rows gave.</summary>
/// <param name="Job">The file, the rows, the outputs asked for.</param>
/// <param name="Expected">Our columns of those names, row-major.</param>
/// <param name="Unit">What counts as 1 in comparing scores.</param>
public sealed record OnnxCase(OnnxJob Job, IReadOnlyList<float[]> Expected, double Unit)
{
    public static OnnxCase Binary(SpamRow[] rows, Action<MlpOptions> choose)
    {
        (MLContext mlContext, IDataView data, MlpBinaryTrainer.Options options) = Prepare(rows, new MlpBinaryTrainer.Options(), choose);
        var model = mlContext.BinaryClassification.Trainers.Mlp(options).Fit(data);
        BinaryScores[] scores = Scores<BinaryScores>(mlContext, model.Transform(data));
        return new OnnxCase(
            Describe(rows, model.Model.SubModel.SaveAsOnnx, "Score", "Probability", "PredictedLabel"),
            [Column(scores, s => [s.Score]), Column(scores, s => [s.Probability]), Column(scores, s => [s.PredictedLabel ? 1 : 0])],
            Unit: 1);
    }

    public static OnnxCase Multiclass(LetterRow[] rows, Action<MlpOptions> choose)
    {
        (MLContext mlContext, IDataView data, MlpMulticlassTrainer.Options options) = Prepare(rows, new MlpMulticlassTrainer.Options(), choose);
        var model = mlContext.MulticlassClassification.Trainers.Mlp(options).Fit(data);
        MulticlassScores[] scores = Scores<MulticlassScores>(mlContext, model.Transform(data));
        return new OnnxCase(
            Describe(rows, model.Model.SaveAsOnnx, "Score", "PredictedLabel"),
            [Column(scores, s => s.Score), Column(scores, s => [s.PredictedLabel])],
            Unit: 1);
    }

    public static OnnxCase Regression(DiamondRow[] rows, Action<MlpOptions> choose)
    {
        (MLContext mlContext, IDataView data, MlpRegressionTrainer.Options options) = Prepare(rows, new MlpRegressionTrainer.Options(), choose);
        var model = mlContext.Regression.Trainers.Mlp(options).Fit(data);
        RegressionScores[] scores = Scores<RegressionScores>(mlContext, model.Transform(data));
        double mean = rows.Average(row => row.Label);
        return new OnnxCase(
            Describe(rows, model.Model.SaveAsOnnx, "Score"),
            [Column(scores, s => [s.Score])],
            Unit: Math.Sqrt(rows.Average(row => Math.Pow(row.Label - mean, 2))));
    }

    public static OnnxCase MultiOutputRegression(PairRow[] rows, Action<MlpOptions> choose)
    {
        (MLContext mlContext, IDataView data, MlpRegressionTrainer.Options options) = Prepare(rows, new MlpRegressionTrainer.Options(), choose);
        var model = mlContext.Regression.Trainers.Mlp(options).Fit(data);
        VectorScores[] scores = Scores<VectorScores>(mlContext, model.Transform(data));
        return new OnnxCase(Describe(rows, model.Model.SaveAsOnnx, "Score"), [Column(scores, s => s.Score)], Unit: 1);
    }

    private static (MLContext Context, IDataView Data, TOptions Options) Prepare<TRow, TOptions>(TRow[] rows, TOptions options, Action<MlpOptions> choose)
        where TRow : Row
        where TOptions : MlpOptions
    {
        var mlContext = new MLContext(seed: 1);
        options.HiddenLayers = [12, 8];
        options.MaximumNumberOfEpochs = 3;
        options.Seed = 1;
        choose(options);
        return (mlContext, mlContext.Data.LoadFromEnumerable(rows), options);
    }

    private static TScores[] Scores<TScores>(MLContext mlContext, IDataView scored)
        where TScores : class, new() =>
        [.. mlContext.Data.CreateEnumerable<TScores>(scored, reuseRowObject: false)];

    private static float[] Column<TScores>(TScores[] scores, Func<TScores, float[]> values) => [.. scores.SelectMany(values)];

    private static OnnxJob Describe(Row[] rows, Action<Stream> save, params string[] outputs)
    {
        using var file = new MemoryStream();
        save(file);
        float[] features = [.. rows.SelectMany(row => row.Features)];
        return new OnnxJob(file.ToArray(), [OnnxInput.Floats("Features", rows[0].Features.Length, features)], outputs);
    }

    private sealed class BinaryScores
    {
        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class MulticlassScores
    {
        public float[] Score { get; set; } = [];

        public uint PredictedLabel { get; set; }
    }

    private sealed class RegressionScores
    {
        public float Score { get; set; }
    }

    private sealed class VectorScores
    {
        public float[] Score { get; set; } = [];
    }
}
