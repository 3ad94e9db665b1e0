using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlpTrainer.Tests.MLNet;

public class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;
    private readonly TransformerChain<ValueToKeyMappingTransformer> _model;

    public PredictionEngineTests()
    {
        _data = _ml.Data.LoadFromEnumerable(ObservedRows.Transform);
        _model = _ml.Transforms.Concatenate("O", "B", "C").Append(_ml.Transforms.NormalizeMinMax("O"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("Key", "Cat")).Fit(_data);
    }

    [Fact]
    public void ARowAtATimeGivesWhatTheViewGives()
    {
        using PredictionEngine<TransformRow, Output> engine = _ml.Model.CreatePredictionEngine<TransformRow, Output>(_model);
        Output[] rows = ObservedRows.Transform.Select(engine.Predict).ToArray();
        IDataView view = _model.Transform(_data);
        Assert.Equal(view.GetColumn<float[]>("O"), rows.Select(r => r.O));
        Assert.Equal(view.GetColumn<uint>("Key"), rows.Select(r => r.Key));
        Assert.All(rows, r => Assert.Equal(-1, r.NoColumn));
    }

    [Fact]
    public void APredictionCanBeReused()
    {
        using PredictionEngine<TransformRow, Output> engine = _ml.Model.CreatePredictionEngine<TransformRow, Output>(_model);
        var output = new Output();
        Output same = output;
        engine.Predict(ObservedRows.Transform[3], ref output);
        Assert.Same(same, output);
        Assert.Equal(3u, output.Key);
    }

    [Fact]
    public void AMissingInputColumnIsNamed()
    {
        Exception error = Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<RegressionRow, Output>(_model));
        Assert.Contains("'B'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingOutputColumnIsAnErrorIfAskedFor()
    {
        var strict = new PredictionEngineOptions { IgnoreMissingColumns = false };
        Exception error = Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<TransformRow, Output>(_model, strict));
        Assert.Contains("NoColumn", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSavedSchemaGivesTheInputItsTypes()
    {
        using PredictionEngine<TransformRow, KeyOutput> engine = _ml.Model.CreatePredictionEngine<TransformRow, KeyOutput>(_model, _data.Schema);
        Assert.Equal(2u, engine.Predict(ObservedRows.Transform[1]).Key);
        Assert.Equal("Vector<Single, 2>", engine.OutputSchema["O"].Type.ToString());
    }

    [Fact]
    public void WithASavedSchemaAMissingOutputColumnIsAnError()
    {
        Exception error = Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<TransformRow, Output>(_model, _data.Schema));
        Assert.Contains("NoColumn", error.Message, StringComparison.Ordinal);
    }

    private sealed class Output
    {
        public float[]? O { get; set; }
        public uint Key { get; set; }
        public int NoColumn { get; set; } = -1;
    }

    private sealed class KeyOutput
    {
        public uint Key { get; set; }
    }
}
