using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Engine;
using CalibratedModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<MlpTrainer.MlpBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace MlpTrainer.Tests.Properties;

/// <summary>A task's trainer, as the properties use it.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Costs">The listed costs that it takes for the tests' labels.</param>
/// <param name="Fit">Trains on rows, from a model if there is one, with options chosen.</param>
internal sealed record RandomTask(string Name, IEnumerable<Cost> Costs, Func<IDataView, ITransformer?, Action<MlpOptions>, ITransformer> Fit)
{
    private static readonly MLContext s_mlContext = new(seed: 1);

    private static readonly Cost[] s_ofNumbers = [.. Cost.All.Where(cost => cost.Link.IsElementwise && cost.AcceptsTarget(-1.5f, 1))];
    private static readonly Cost[] s_ofAmounts = [.. Cost.All.Where(cost => cost.Link.IsElementwise && cost.AcceptsTarget(100f, 1))];

    public static IReadOnlyList<RandomTask> All { get; } =
    [
        new("binary", Cost.All.Where(cost => cost.Link == Activation.Sigmoid), FitBinary),
        new("multiclass", Cost.All.Where(cost => cost.Link == Activation.Softmax), FitMulticlass),
        new("regression", s_ofAmounts, (rows, from, choose) => FitRegression(rows, from, choose, "Number")),
        new("two numbers", s_ofNumbers, (rows, from, choose) => FitRegression(rows, from, choose, "Numbers")),
    ];

    /// <summary>Rows whose Class is a key.</summary>
    public static IDataView Keyed(IEnumerable<Example> rows)
    {
        IDataView classes = s_mlContext.Data.LoadFromEnumerable(Example.Rows(50));          // all three
        return s_mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(classes).Transform(s_mlContext.Data.LoadFromEnumerable(rows));
    }

    public static MemoryStream Save(ITransformer model)
    {
        var file = new MemoryStream();
        s_mlContext.Model.Save(model, inputSchema: null, file);
        file.Position = 0;
        return file;
    }

    public static ITransformer Load(Stream file) => s_mlContext.Model.Load(file, out _);

    /// <summary>All scores, row by row.</summary>
    public static float[] Scores(ITransformer model, IDataView rows)
    {
        IDataView scored = model.Transform(rows);
        return scored.Schema["Score"].Type is VectorDataViewType ? [.. Column.Vectors(scored).SelectMany(row => row)] : Column.Floats(scored);
    }

    private static T Options<T>(Action<MlpOptions> choose, string label)
        where T : MlpOptions, new()
    {
        var options = new T { LabelColumnName = label };
        choose(options);
        return options;
    }

    private static ITransformer FitBinary(IDataView rows, ITransformer? from, Action<MlpOptions> choose)
    {
        MlpBinaryTrainer trainer = s_mlContext.BinaryClassification.Trainers.Mlp(Options<MlpBinaryTrainer.Options>(choose, "Label"));
        return from is null ? trainer.Fit(rows) : trainer.Fit(rows, Model<CalibratedModel>(from));
    }

    private static ITransformer FitMulticlass(IDataView rows, ITransformer? from, Action<MlpOptions> choose)
    {
        MlpMulticlassTrainer trainer = s_mlContext.MulticlassClassification.Trainers.Mlp(Options<MlpMulticlassTrainer.Options>(choose, "Class"));
        return from is null ? trainer.Fit(rows) : trainer.Fit(rows, Model<MlpMulticlassModelParameters>(from));
    }

    private static ITransformer FitRegression(IDataView rows, ITransformer? from, Action<MlpOptions> choose, string label)
    {
        MlpRegressionTrainer trainer = s_mlContext.Regression.Trainers.Mlp(Options<MlpRegressionTrainer.Options>(choose, label));
        return from is null ? trainer.Fit(rows) : trainer.Fit(rows, Model<MlpRegressionModelParameters>(from));
    }

    private static TModel Model<TModel>(ITransformer transformer)
        where TModel : class =>
        ((ISingleFeaturePredictionTransformer<TModel>)transformer).Model;
}
