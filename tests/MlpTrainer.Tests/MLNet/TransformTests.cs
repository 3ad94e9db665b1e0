using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlpTrainer.Tests.MLNet;

/// <summary>Transforms give ML.NET's recorded schemas, values and errors.</summary>
public class TransformTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public TransformTests() => _data = _ml.Data.LoadFromEnumerable(ObservedRows.Transform);

    public static TheoryData<string> Vectors => [.. VectorEstimators(new MLContext(1)).Keys];

    public static TheoryData<string> Scalars => [.. ScalarEstimators(new MLContext(1)).Keys];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Vector_output(string name) => Observed.Same("transform." + name, () =>
    {
        var output = VectorEstimators(_ml)[name].Fit(_data).Transform(_data);
        return new { schema = Observed.Schema(output.Schema), O = output.GetColumn<float[]>("O").ToArray() };
    });

    [Theory]
    [MemberData(nameof(Scalars))]
    public void Scalar_output(string name) => Observed.Same(
        "transform." + name, () => ScalarEstimators(_ml)[name].Fit(_data).Transform(_data).GetColumn<float>("O").ToArray());

    [Fact]
    public void Values_to_keys_and_back() => Observed.Same("transform.MapValueToKey", () =>
    {
        var mapping = _ml.Transforms.Conversion.MapValueToKey("O", "Cat").Fit(_data);
        var output = mapping.Transform(_data);
        var unseen = _ml.Data.LoadFromEnumerable([new TransformRow { Cat = "violet", V = new float[3] }]);
        return new
        {
            schema = Observed.Schema(output.Schema),
            O = output.GetColumn<uint>("O").ToArray(),
            keyValues = KeyValues(output),
            unseen = mapping.Transform(unseen).GetColumn<uint>("O").ToArray(),
            back = _ml.Transforms.Conversion.MapKeyToValue("S", "O").Fit(output).Transform(output).GetColumn<string>("S").ToArray(),
        };
    });

    [Fact]
    public void Keys_in_order_of_value() => Observed.Same("transform.MapValueToKey.byValue", () =>
    {
        var estimator = _ml.Transforms.Conversion.MapValueToKey("O", "Cat", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        var output = estimator.Fit(_data).Transform(_data);
        return new { O = output.GetColumn<uint>("O").ToArray(), keyValues = KeyValues(output) };
    });

    [Fact]
    public void Missing_column() => Observed.Same(
        "transform.missingColumn", () => Observed.Schema(_ml.Transforms.Concatenate("O", "Nope").Fit(_data).Transform(_data).Schema));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_loaded_transform_gives_the_same_columns_and_values(string name)
    {
        var model = VectorEstimators(_ml)[name].Fit(_data);
        var (before, after) = (model.Transform(_data), Reload(model).Transform(_data));
        Assert.Equal(before.Schema.Select(Description), after.Schema.Select(Description));
        Assert.Equal(before.GetColumn<float[]>("O"), after.GetColumn<float[]>("O"));
    }

    [Fact]
    public void Loaded_mappings_between_values_and_keys_map_alike()
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("O", "Cat")
            .Append(_ml.Transforms.Conversion.MapKeyToValue("S", "O"))
            .Append(_ml.Transforms.DropColumns("A", "Cat"));
        var model = pipeline.Fit(_data);
        var (before, after) = (model.Transform(_data), Reload(model).Transform(_data));
        Assert.Equal(before.Schema.Select(Description), after.Schema.Select(Description));
        Assert.Equal(KeyValues(before), KeyValues(after));
        Assert.Equal(before.GetColumn<string>("S"), after.GetColumn<string>("S"));
    }

    [Fact]
    public void A_prediction_engine_runs_the_transforms()
    {
        var model = _ml.Transforms.Categorical.OneHotEncoding("Cat").Append(_ml.Transforms.ReplaceMissingValues("A"))
            .Append(_ml.Transforms.Concatenate("O", "Cat", "A")).Append(_ml.Transforms.DropColumns("B")).Fit(_data);
        using var engine = _ml.Model.CreatePredictionEngine<TransformRow, Joined>(model);
        var expected = model.Transform(_data).GetColumn<float[]>("O").ToArray();
        Assert.Equal(expected, ObservedRows.Transform.Select(r => engine.Predict(r).O!));
    }

    [Fact]
    public void Slot_names_are_kept_through_normalizing() => Observed.Same("transform.slotNames", () =>
    {
        var output = _ml.Transforms.Concatenate("O", "A", "B", "V").Append(_ml.Transforms.NormalizeMeanVariance("O")).Fit(_data).Transform(_data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        output.Schema["O"].GetSlotNames(ref names);
        return names.DenseValues().Select(n => n.ToString()).ToArray();
    });

    [Fact]
    public void Dropped_columns_are_gone_and_the_others_stay()
    {
        var output = _ml.Transforms.DropColumns("A", "V").Fit(_data).Transform(_data);
        Assert.Equal(["B", "C", "Cat"], output.Schema.Select(c => c.Name));
        Assert.Equal(ObservedRows.Transform.Select(r => r.B), output.GetColumn<float>("B"));
    }

    [Fact]
    public void One_hot_vectors_stay_sparse_when_joined()
    {
        var rows = Enumerable.Range(0, 20).Select(i => new TransformRow { Cat = "c" + i, V = new float[3] }).ToArray();
        var data = _ml.Data.LoadFromEnumerable(rows);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("K", "Cat").Fit(data).Transform(data);
        var oneHot = _ml.Transforms.Categorical.OneHotEncoding("H", "Cat").Fit(pipeline).Transform(pipeline);
        var joined = _ml.Transforms.Concatenate("O", "H", "B").Fit(oneHot).Transform(oneHot);
        Assert.All(joined.GetColumn<VBuffer<float>>("O"), v => Assert.False(v.IsDense));
        Assert.All(joined.GetColumn<VBuffer<float>>("O").Select((v, i) => v.GetItemOrDefault(i)), one => Assert.Equal(1f, one));
    }

    private static Dictionary<string, IEstimator<ITransformer>> VectorEstimators(MLContext ml) => new()
    {
        ["NormalizeMinMax"] = ml.Transforms.NormalizeMinMax("O", "V"),
        ["NormalizeMinMax.fixZeroFalse"] = ml.Transforms.NormalizeMinMax("O", "V", fixZero: false),
        ["NormalizeMeanVariance"] = ml.Transforms.NormalizeMeanVariance("O", "V"),
        ["NormalizeMeanVariance.fixZeroFalse"] = ml.Transforms.NormalizeMeanVariance("O", "V", fixZero: false),
        ["Replace.Default"] = ml.Transforms.ReplaceMissingValues("O", "V"),
        ["Replace.Mean"] = ml.Transforms.ReplaceMissingValues("O", "V", MissingValueReplacingEstimator.ReplacementMode.Mean),
        ["Replace.Max"] = ml.Transforms.ReplaceMissingValues("O", "V", MissingValueReplacingEstimator.ReplacementMode.Maximum),
        ["OneHotEncoding"] = ml.Transforms.Categorical.OneHotEncoding("O", "Cat"),
        ["Concatenate"] = ml.Transforms.Concatenate("O", "A", "B", "V"),
        ["CopyColumns"] = ml.Transforms.CopyColumns("O", "V"),
    };

    private static Dictionary<string, IEstimator<ITransformer>> ScalarEstimators(MLContext ml) => new()
    {
        ["NormalizeMinMax.scalar"] = ml.Transforms.NormalizeMinMax("O", "B"),
        ["NormalizeMeanVariance.scalar"] = ml.Transforms.NormalizeMeanVariance("O", "B"),
        ["NormalizeMeanVariance.constant"] = ml.Transforms.NormalizeMeanVariance("O", "C"),
        ["Replace.scalar"] = ml.Transforms.ReplaceMissingValues("O", "A"),
    };

    private static string[] KeyValues(IDataView data)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        data.Schema["O"].GetKeyValues(ref values);
        return values.DenseValues().Select(v => v.ToString()).ToArray();
    }

    private static (string Name, string Type, bool IsHidden, string Annotations) Description(DataViewSchema.Column column) =>
        (column.Name, column.Type.ToString()!, column.IsHidden, string.Join(",", column.Annotations.Schema.Select(a => a.Name + a.Type)));

    private ITransformer Reload(ITransformer model)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, _data.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private sealed class Joined
    {
        public float[]? O { get; set; }
    }
}
