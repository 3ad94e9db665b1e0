using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Fitting;

/// <summary>Vectors that are not what their column says, which ML.NET lets through: nowhere silent, nowhere a crash, everywhere named.</summary>
public class VectorRuleTests
{
    private const int Rows = 20, BadRow = 7;

    private static readonly Dictionary<string, (Func<int, VBuffer<float>> Make, string Problem)> s_vectors = new()
    {
        ["index = width"] = (w => new(w, 1, [1f], [w]), "ascending indices of at least 0 and less than its {0} slots, but had {0} in row {1} (a sparse vector;"),
        ["index far off"] = (w => new(w, 1, [1f], [100_000_000]), "less than its {0} slots, but had 100000000 in row {1} (a sparse vector;"),
        ["index = -1"] = (w => new(w, 1, [1f], [-1]), "less than its {0} slots, but had -1 in row {1} (a sparse vector;"),
        ["descending"] = (w => new(w, 2, [1f, 2f], [2, 1]), "less than its {0} slots, but had 1 after 2 in row {1} (a sparse vector;"),
        ["twice"] = (w => new(w, 2, [1f, 2f], [2, 2]), "less than its {0} slots, but had 2 after 2 in row {1} (a sparse vector;"),
        ["short dense"] = (w => new(w - 1, new float[w - 1]), "{0} slots in every row, but had 3 in row {1} (a dense vector;"),
        ["long dense"] = (w => new(w + 1, new float[w + 1]), "{0} slots in every row, but had 5 in row {1} (a dense vector;"),
        ["short sparse"] = (w => new(w - 1, 1, [1f], [0]), "{0} slots in every row, but had 3 in row {1} (a sparse vector;"),
        ["long sparse"] = (w => new(w + 1, 1, [1f], [0]), "{0} slots in every row, but had 5 in row {1} (a sparse vector;"),
        ["empty"] = (_ => default, "{0} slots in every row, but had 0 in row {1} (a dense vector;"),
    };

    private readonly MLContext _mlContext = new(seed: 1);

    public static TheoryData<string> Vectors => new(s_vectors.Keys);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void TrainingAndValidationNameColumnRowAndWidths(string vector)
    {
        Refused("Column 'Features' must have ", vector, BadRow, () => Number().Fit(View(vector)));
        Refused("Column 'Features' must have ", vector, BadRow, () => Number().Fit(View(), View(vector)));
        Refused("Column 'Labels' must have ", vector, BadRow, () => Numbers().Fit(View(badLabels: vector)));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void EveryTasksScoringNamesThem(string vector)
    {
        IDataView good = View(), bad = View(vector);
        foreach (bool scaled in new[] { true, false })
        {
            Refused("Features must have ", vector, BadRow, () => Column.Floats(Number(scaled).Fit(good).Transform(bad)));
            Refused("Features must have ", vector, BadRow, () => Column.Vectors(Numbers(scaled).Fit(good).Transform(bad)));
            Refused("Features must have ", vector, BadRow, () => Column.Floats(Small.Binary(_mlContext, Quick(scaled)).Fit(good).Transform(bad)));
        }

        IDataView keyed = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(good).Transform(good);
        IDataView badKeyed = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(good).Transform(bad);
        Refused("Features must have ", vector, BadRow, () => Column.Vectors(Small.Multiclass(_mlContext, Quick(true)).Fit(keyed).Transform(badKeyed)));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void SoDoInspectionAndEvaluation(string vector)
    {
        IDataView good = View(), bad = View(vector);
        var model = Number().Fit(good);
        var contributions = _mlContext.Transforms.CalculateFeatureContribution(model).Fit(model.Transform(good));
        Refused("Column 'Features' must have ", vector, BadRow, () => model.Model.GradientImportance(bad));
        Refused("Features must have ", vector, 0, () => Column.Vectors(contributions.Transform(_mlContext.Data.SkipRows(bad, BadRow)), "FeatureContributions"));
        Refused("Column 'Labels' must have ", vector, BadRow, () => _mlContext.Regression.EvaluateMultiOutput(View(badLabels: vector), "Labels", "Features"));
        Refused("Column 'Features' must have ", vector, BadRow, () => _mlContext.Regression.EvaluateMultiOutput(bad, "Labels", "Features"));
    }

    [Fact]
    public void WellFormedSparseAndDenseRowsMayBeMixed() =>
        Assert.Equal(Rows, Column.Floats(Number().Fit(View()).Transform(View())).Length);

    private static void Refused(string name, string vector, int row, Action act)
    {
        Exception? error = Record.Exception(act);
        while (error is not (null or InvalidOperationException { InnerException: null }))
        {
            error = error.InnerException;
        }

        Assert.NotNull(error);
        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(string.Format(null, s_vectors[vector].Problem, 4, row), error.Message, StringComparison.Ordinal);
    }

    private MlpRegressionTrainer Number(bool scaled = true) => Small.Regression(_mlContext, Quick(scaled));

    private MlpRegressionTrainer Numbers(bool scaled = true) => Small.Regression(_mlContext, options =>
    {
        Quick(scaled)(options);
        options.LabelColumnName = "Labels";
    });

    private static Action<MlpOptions> Quick(bool scaled) => options =>
        (options.MaximumNumberOfEpochs, options.Standardize, options.Saturate, options.ImputeMissing) = (1, scaled, scaled, scaled);

    /// <summary>Rows of four features and four labels, of which one is bad if it is named.</summary>
    private IDataView View(string? badFeatures = null, string? badLabels = null)
    {
        var rows = new List<Row>();
        for (int i = 0; i < Rows; i++)
        {
            VBuffer<float> good = i % 2 == 0 ? new(4, [i, 1, 2, i % 3]) : new(4, 2, [i, 1], [0, 3]);
            rows.Add(new() { Features = good, Labels = good, Number = i, Label = i % 2 == 0, Class = i % 3 == 0 ? "a" : "b" });
        }

        rows[BadRow].Features = badFeatures is null ? rows[BadRow].Features : s_vectors[badFeatures].Make(4);
        rows[BadRow].Labels = badLabels is null ? rows[BadRow].Labels : s_vectors[badLabels].Make(4);
        return _mlContext.Data.LoadFromEnumerable(rows);
    }

    private sealed class Row
    {
        [VectorType(4)]
        public VBuffer<float> Features { get; set; }

        [VectorType(4)]
        public VBuffer<float> Labels { get; set; }

        public float Number { get; set; }

        public bool Label { get; set; }

        public string Class { get; set; } = "";
    }
}
