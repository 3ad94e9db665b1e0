using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>What ML.NET does with a trained model: threshold, single rows, several cursors, files.</summary>
public class PredictionTransformerTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;
    private readonly BinaryPredictionTransformer<CalibratedModelParametersBase<MlpBinaryModelParameters, PlattCalibrator>> _model;

    public PredictionTransformerTests()
    {
        _data = _ml.Data.LoadFromEnumerable(TrainerRows.Binary);
        _model = _ml.BinaryClassification.Trainers.Mlp(hiddenLayers: [4], maximumNumberOfEpochs: 20).Fit(_data);
    }

    [Fact]
    public void Labels_follow_the_threshold_on_the_score()
    {
        var scores = _model.Transform(_data).GetColumn<float>("Score").ToArray();
        var threshold = scores.Order().ElementAt(scores.Length / 3);
        var changed = _ml.BinaryClassification.ChangeModelThreshold(_model, threshold);
        Assert.Equal(scores.Select(s => s > 0), _model.Transform(_data).GetColumn<bool>("PredictedLabel"));
        Assert.Equal(scores.Select(s => s > threshold), changed.Transform(_data).GetColumn<bool>("PredictedLabel"));
    }

    [Fact]
    public void Probability_is_the_calibrated_score()
    {
        var output = _model.Transform(_data);
        Assert.Equal(-1, _model.Model.Calibrator.Slope);
        Assert.Equal(0, _model.Model.Calibrator.Offset);
        var expected = output.GetColumn<float>("Score").Select(s => (float)(1 / (1 + Math.Exp(-s))));
        Assert.Equal(expected, output.GetColumn<float>("Probability"));
    }

    [Fact]
    public void Every_prediction_of_an_engine_is_of_its_own_example()
    {
        using var engine = _ml.Model.CreatePredictionEngine<BinaryExample, BinaryPrediction>(_model);
        var scores = TrainerRows.Binary.Select(r => engine.Predict(r).Score).ToArray();
        Assert.Equal(_model.Transform(_data).GetColumn<float>("Score"), scores);
        Assert.True(scores.Distinct().Count() > 10);
    }

    [Fact]
    public void Cursors_side_by_side_do_not_disturb_each_other()
    {
        var output = _model.Transform(_data);
        var expected = output.GetColumn<float>("Score").ToArray();
        var column = output.Schema["Score"];
        using var first = output.GetRowCursor([column]);
        using var second = output.GetRowCursor([column]);
        var (getFirst, getSecond) = (first.GetGetter<float>(column), second.GetGetter<float>(column));
        float a = 0, b = 0;
        Assert.True(first.MoveNext());
        for (var i = 1; first.MoveNext(); i++)
        {
            Assert.True(second.MoveNext());
            getFirst(ref a);
            getSecond(ref b);
            Assert.Equal((expected[i], expected[i - 1]), (a, b));
        }
    }

    [Fact]
    public void A_second_prediction_has_a_set_id_of_its_own()
    {
        var twice = _model.Transform(_model.Transform(_data));
        uint first = 0, second = 0;
        twice.Schema.First(c => c.Name == "Score").Annotations.GetValue("ScoreColumnSetId", ref first);
        twice.Schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref second);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_loaded_model_keeps_its_type_threshold_and_scores()
    {
        var changed = _ml.BinaryClassification.ChangeModelThreshold(_model, 0.25f);
        var loaded = Assert.IsType<BinaryPredictionTransformer<CalibratedModelParametersBase<MlpBinaryModelParameters, PlattCalibrator>>>(Reload(changed));
        Assert.Equal(changed.FeatureColumnName, loaded.FeatureColumnName);
        Assert.Equal(changed.Transform(_data).GetColumn<float>("Score"), loaded.Transform(_data).GetColumn<float>("Score"));
        Assert.Equal(changed.Transform(_data).GetColumn<bool>("PredictedLabel"), loaded.Transform(_data).GetColumn<bool>("PredictedLabel"));
    }

    [Fact]
    public void A_loaded_multiclass_model_keeps_its_class_names()
    {
        var data = _ml.Data.LoadFromEnumerable(TrainerRows.Named);
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var model = _ml.MulticlassClassification.Trainers.Mlp(maximumNumberOfEpochs: 2).Fit(keys);
        var (before, after) = (model.Transform(keys), Reload(model).Transform(keys));
        Assert.Equal(before.GetColumn<float[]>("Score"), after.GetColumn<float[]>("Score"));
        Assert.Equal(before.GetColumn<uint>("PredictedLabel"), after.GetColumn<uint>("PredictedLabel"));
        VBuffer<ReadOnlyMemory<char>> names = default;
        after.Schema["PredictedLabel"].GetKeyValues(ref names);
        Assert.Equal(["red", "green", "blue", "none"], names.DenseValues().Select(n => n.ToString()));
    }

    [Fact]
    public void A_loaded_regression_model_scores_alike()
    {
        var data = _ml.Data.LoadFromEnumerable(TrainerRows.Numbers);
        var model = _ml.Regression.Trainers.Mlp(maximumNumberOfEpochs: 2).Fit(data);
        Assert.Equal(model.Transform(data).GetColumn<float>("Score"), Reload(model).Transform(data).GetColumn<float>("Score"));
    }

    [Fact]
    public void Shuffling_a_feature_that_matters_costs_more_than_one_that_does_not()
    {
        var importance = _ml.BinaryClassification.PermutationFeatureImportance(_model, _data, permutationCount: 3);
        Assert.Equal(2, importance.Length);
        Assert.Equal(3, importance[0].AreaUnderRocCurve.Count);
        Assert.True(importance[0].AreaUnderRocCurve.Mean < -0.2);
        Assert.True(importance[0].AreaUnderRocCurve.Mean < importance[1].AreaUnderRocCurve.Mean - 0.1);
    }

    [Fact]
    public void Importance_is_named_after_slots()
    {
        var rows = _ml.Data.LoadFromEnumerable(TrainerRows.Binary.Select(r => new TwoColumns { Label = r.Label, Signal = r.Features![0], Noise = r.Features[1] }));
        var model = _ml.Transforms.Concatenate("Features", "Signal", "Noise")
            .Append(_ml.BinaryClassification.Trainers.Mlp(hiddenLayers: [4], maximumNumberOfEpochs: 20)).Fit(rows);
        var importance = _ml.BinaryClassification.PermutationFeatureImportanceNonCalibrated(model, model.Transform(rows));
        Assert.Equal(["Noise", "Signal"], importance.Keys.Order());
        Assert.True(importance["Signal"].AreaUnderRocCurve.Mean < importance["Noise"].AreaUnderRocCurve.Mean);
    }

    private ITransformer Reload(ITransformer model)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, _data.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private sealed class TwoColumns
    {
        public bool Label { get; set; }

        public float Signal { get; set; }

        public float Noise { get; set; }
    }
}
