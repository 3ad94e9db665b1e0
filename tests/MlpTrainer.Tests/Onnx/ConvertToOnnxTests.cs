using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms;

namespace MlpTrainer.Tests.Onnx;

/// <summary>Whole pipelines through ML.NET's own converter: joining of columns, normalization, our trainer.</summary>
public class ConvertToOnnxTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void ABinaryPipelineScoresTheSame()
    {
        SpamRow[] rows = RealRows.Spam(missing: false);
        InTwo<bool>[] parts = [.. rows.Select(row => new InTwo<bool>(row.Features, row.Label))];
        var options = new MlpBinaryTrainer.Options { HiddenLayers = [12, 8], MaximumNumberOfEpochs = 3, Seed = 1 };
        ITransformer model = Prepare().Append(_mlContext.BinaryClassification.Trainers.Mlp(options)).Fit(View(parts));
        Check(model, parts, OnnxInput.Booleans("Label", [.. rows.Select(row => row.Label)]), "Score", "Probability", "PredictedLabel");
    }

    [Fact]
    public void AMulticlassPipelineScoresTheSame()
    {
        LetterRow[] rows = RealRows.Letters(missing: false);
        InTwo<float>[] parts = [.. rows.Select(row => new InTwo<float>(row.Features, row.Label))];
        var options = new MlpMulticlassTrainer.Options { HiddenLayers = [12, 8], MaximumNumberOfEpochs = 3, Seed = 1 };
        ITransformer model = Prepare()
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("Label"))
            .Append(_mlContext.MulticlassClassification.Trainers.Mlp(options))
            .Fit(View(parts));
        Check(model, parts, Labels(parts), "Score", "PredictedLabel");
    }

    [Fact]
    public void ARegressionPipelineScoresTheSame()
    {
        DiamondRow[] rows = RealRows.Diamonds(missing: false);
        InTwo<float>[] parts = [.. rows.Select(row => new InTwo<float>(row.Features, row.Label))];
        var options = new MlpRegressionTrainer.Options { HiddenLayers = [12, 8], MaximumNumberOfEpochs = 3, Seed = 1 };
        ITransformer model = Prepare().Append(_mlContext.Regression.Trainers.Mlp(options)).Fit(View(parts));
        Check(model, parts, Labels(parts), "Score");
        options.NumericalEmbedding = new Engine.PeriodicEmbedding();
        Check(Prepare().Append(_mlContext.Regression.Trainers.Mlp(options)).Fit(View(parts)), parts, Labels(parts), "Score");
    }

    [Fact]
    public void APipelineForTwoNumbersScoresTheSame()
    {
        PairRow[] rows = RealRows.Pairs();
        InTwo<float[]>[] parts = [.. rows.Select(row => new InTwo<float[]>(row.Features, row.Label))];
        var options = new MlpRegressionTrainer.Options { HiddenLayers = [12, 8], MaximumNumberOfEpochs = 3, Seed = 1 };
        ITransformer model = Prepare().Append(_mlContext.Regression.Trainers.Mlp(options)).Fit(View(parts));
        Check(model, parts, OnnxInput.Floats("Label", 2, [.. rows.SelectMany(row => row.Label)]), "Score");
    }

    /// <summary>ML.NET's OneVersusAll writes one network after the other.</summary>
    [Fact]
    public void OneVersusAllScoresTheSame()
    {
        LetterRow[] rows = [.. RealRows.Letters(missing: false).Where(row => row.Label < 3)];
        InTwo<float>[] parts = [.. rows.Select(row => new InTwo<float>(row.Features, row.Label))];
        var options = new MlpBinaryTrainer.Options { HiddenLayers = [8], MaximumNumberOfEpochs = 3, Seed = 1 };
        ITransformer model = Prepare().Append(_mlContext.Transforms.Conversion.MapValueToKey("Label")).Append(OneVersusAll(options)).Fit(View(parts));
        Check(model, parts, Labels(parts), "Score", "PredictedLabel");
    }

    private static NamedOnnxValue Labels(InTwo<float>[] parts) => OnnxInput.Floats("Label", 1, [.. parts.Select(part => part.Label)]);

    /// <summary>Joins the two parts of the features and normalizes them; the trainer then standardizes once more.</summary>
    private EstimatorChain<NormalizingTransformer> Prepare() =>
        _mlContext.Transforms.Concatenate("Features", nameof(InTwo<>.Most), nameof(InTwo<>.Last))
            .Append(_mlContext.Transforms.NormalizeMinMax("Features"));

    private IDataView View<TLabel>(InTwo<TLabel>[] parts)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(InTwo<TLabel>));
        schema[nameof(InTwo<>.Most)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, parts[0].Most.Length);
        if (parts[0].Label is float[] label)
        {
            schema[nameof(InTwo<>.Label)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, label.Length);
        }

        return _mlContext.Data.LoadFromEnumerable(parts, schema);
    }

    private void Check<TLabel>(ITransformer model, InTwo<TLabel>[] parts, NamedOnnxValue labels, params string[] outputs)
    {
        IDataView data = View(parts);
        NamedOnnxValue[] inputs =
        [
            OnnxInput.Floats(nameof(InTwo<>.Most), parts[0].Most.Length, [.. parts.SelectMany(part => part.Most)]),
            OnnxInput.Floats(nameof(InTwo<>.Last), 1, [.. parts.Select(part => part.Last)]),
            labels,
        ];
        var job = new OnnxJob(Convert(model, data), inputs, [.. outputs.Select(output => $"{output}.output")]);
        double[][] actual = OnnxRuntime.Run(job);
        IDataView scored = model.Transform(data);
        for (int i = 0; i < outputs.Length; i++)
        {
            float[] expected = Column(scored, outputs[i]);
            Compare.Close(expected, actual[i], outputs[i], unit: Math.Max(1, expected.Select(MathF.Abs).Average()));
        }
    }

    private IEstimator<ITransformer> OneVersusAll(MlpBinaryTrainer.Options options)
    {
        MlpBinaryTrainer trainer = _mlContext.BinaryClassification.Trainers.Mlp(options);
        return _mlContext.MulticlassClassification.Trainers.OneVersusAll(trainer);
    }

    private byte[] Convert(ITransformer model, IDataView data)
    {
        using var file = new MemoryStream();
        _mlContext.Model.ConvertToOnnx(model, data, file);
        return file.ToArray();
    }

    private static float[] Column(IDataView scored, string name)
    {
        DataViewSchema.Column column = scored.Schema[name];
        return column.Type switch
        {
            BooleanDataViewType => [.. scored.GetColumn<bool>(column).Select(value => value ? 1f : 0f)],
            KeyDataViewType => [.. scored.GetColumn<uint>(column).Select(value => (float)value)],
            VectorDataViewType => [.. scored.GetColumn<float[]>(column).SelectMany(values => values)],
            _ => [.. scored.GetColumn<float>(column)],
        };
    }

    private sealed class InTwo<TLabel>(float[] features, TLabel label)
    {
        public float[] Most { get; set; } = features[..^1];

        public float Last { get; set; } = features[^1];

        public TLabel Label { get; set; } = label;
    }
}
