using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Reports.Tests;

/// <summary>A row with numbers, a category, and a label for each task.</summary>
public sealed class Row
{
    public float Width { get; set; }

    public float Height { get; set; }

    public float Noise { get; set; }

    public string Colour { get; set; } = "";

    [VectorType(3)]
    public float[] Place { get; set; } = [];

    public bool IsLarge { get; set; }

    public string Kind { get; set; } = "";

    public float Price { get; set; }

    [VectorType(2)]
    public float[] Both { get; set; } = [];
}

/// <summary>Small models of each task and rows to measure them on, made once.</summary>
internal static class Models
{
    public const string HostileColumn = "\"><img src=x onerror=alert(1)>", HostileClass = "<script>alert(1)</script>";

    private static readonly string[] s_colours = ["red", "green", "blue & <b>grey</b>"];

    public static MLContext Context { get; } = new(seed: 1);

    public static IDataView Train { get; } = Context.Data.LoadFromEnumerable(Rows(500, seed: 1));

    public static IDataView Test { get; } = Context.Data.LoadFromEnumerable(Rows(240, seed: 2));

    /// <summary>An ensemble of each kind, whose labels are noisy, so that its temperature is not 1.</summary>
    public static Lazy<ITransformer> Binary { get; } = new(() => Pipeline(Context.BinaryClassification.Trainers.Mlp(
        new MlpBinaryTrainer.Options { LabelColumnName = "IsLarge", EnsembleSize = 3, MaximumNumberOfEpochs = 12, Seed = 1 })));

    public static Lazy<ITransformer> Multiclass { get; } = new(() => Context.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(Encoded())
        .Append(Context.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options { EnsembleSize = 2, MaximumNumberOfEpochs = 12, Seed = 1 })).Fit(Train));

    /// <summary>A single network.</summary>
    public static Lazy<ITransformer> Number { get; } = new(() => Pipeline(Context.Regression.Trainers.Mlp(
        new MlpRegressionTrainer.Options { LabelColumnName = "Price", HiddenLayers = [12], LearningRate = 0.01f, MaximumNumberOfEpochs = 40, Seed = 1 })));

    public static Lazy<ITransformer> Numbers { get; } = new(() => Pipeline(Context.Regression.Trainers.Mlp(
        new MlpRegressionTrainer.Options { LabelColumnName = "Both", HiddenLayers = [6], LearningRate = 0.01f, MaximumNumberOfEpochs = 10, Seed = 1 })));

    /// <summary>Features of any number, as one vector, and a key label of any number of classes, some without rows.</summary>
    public static (ITransformer Model, IDataView Test) Wide(int features, int classes)
    {
        var random = new Random(3);
        IDataView data = View(Enumerable.Range(0, classes + 60).Select(i =>
        {
            int label = i % classes;
            float[] x = [.. Enumerable.Range(0, features).Select(k => (float)random.NextDouble() + (k == label % features ? 2 : 0) + (k == 0 ? 0.02f * label : 0))];
            return (x, $"class number {label}");
        }), features);
        var options = new MlpMulticlassTrainer.Options { HiddenLayers = [16], MaximumNumberOfEpochs = 6, LearningRate = 0.01f, Seed = 1 };
        return (Context.Transforms.Conversion.MapValueToKey("Label").Append(Context.MulticlassClassification.Trainers.Mlp(options)).Fit(data), data);
    }

    public static List<Row> Rows(int count, int seed)
    {
        var random = new Random(seed);
        var rows = new List<Row>(count);
        for (int i = 0; i < count; i++)
        {
            (float width, float height, float noise) = (random.NextSingle(), 10 * random.NextSingle(), random.NextSingle());
            string colour = s_colours[random.Next(3)];
            double size = width + (height / 10) + (colour == "red" ? 0.7 : 0);
            bool isLarge = (size > 1.2) ^ (random.Next(6) == 0);
            rows.Add(new Row
            {
                Width = width, Height = height, Noise = noise, Colour = colour, Place = [random.NextSingle(), random.NextSingle(), random.NextSingle()], IsLarge = isLarge,
                Kind = size > 1.5 ? HostileClass : size > 0.9 ? "middle" : "small", Price = (float)(1000 * size * size), Both = [(float)size, width - height],
            });
        }

        return rows;
    }

    /// <summary>A report in a file that is gone afterwards.</summary>
    public static ReportPage Report(ITransformer model, IDataView? test = null, string label = "Label")
    {
        string path = Path.Combine(Path.GetTempPath(), $"mlp-report-{Guid.NewGuid():N}.html");
        try
        {
            if (test is null)
            {
                model.SaveReport(path);
            }
            else
            {
                Context.SaveReport(model, test, path, label);
            }

            return new ReportPage(File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEstimator<ITransformer> Encoded() =>
        Context.Transforms.Categorical.OneHotEncoding(HostileColumn, "Colour").Append(Context.Transforms.Concatenate("Features", "Width", HostileColumn, "Height", "Noise", "Place"));

    private static ITransformer Pipeline(IEstimator<ITransformer> trainer) => Encoded().Append(trainer).Fit(Train);

    private static IDataView View(IEnumerable<(float[] Features, string Label)> rows, int features)
    {
        var schema = SchemaDefinition.Create(typeof(WideRow));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return Context.Data.LoadFromEnumerable(rows.Select(row => new WideRow { Features = row.Features, Label = row.Label }).ToList(), schema);
    }

    private sealed class WideRow
    {
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
