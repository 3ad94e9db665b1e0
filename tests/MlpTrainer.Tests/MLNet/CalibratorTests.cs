using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.MLNet;

/// <summary>Platt calibration of a score column.</summary>
public class CalibratorTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public CalibratorTests() => _data = _ml.Data.LoadFromEnumerable(ObservedRows.Binary);

    [Fact]
    public void Given_slope_and_offset_are_applied()
    {
        var output = _ml.BinaryClassification.Calibrators.Platt(-2, 0.5).Fit(_data).Transform(_data);
        var expected = ObservedRows.Binary.Select(r => 1 / (1 + Math.Exp((-2 * r.Score) + 0.5))).ToArray();
        var actual = output.GetColumn<float>("Probability").ToArray();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Fitted_slope_and_offset_are_where_the_likelihood_is_flat()
    {
        var calibrator = ((IPredictionTransformer<PlattCalibrator>)_ml.BinaryClassification.Calibrators.Platt().Fit(_data)).Model;
        double positives = ObservedRows.Binary.Count(r => r.Label), negatives = ObservedRows.Binary.Length - positives;
        double bySlope = 0, byOffset = 0;
        foreach (var row in ObservedRows.Binary)
        {
            var target = row.Label ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
            var error = target - (1 / (1 + Math.Exp((calibrator.Slope * row.Score) + calibrator.Offset)));
            bySlope += error * row.Score;
            byOffset += error;
        }

        Assert.InRange(bySlope, -0.1, 0.1);
        Assert.InRange(byOffset, -0.1, 0.1);
        Assert.InRange(calibrator.Slope, -3, -1);
    }

    [Fact]
    public void Calibration_lowers_the_log_loss_and_keeps_the_order()
    {
        var before = _ml.BinaryClassification.Evaluate(_data);
        var after = _ml.BinaryClassification.Evaluate(_ml.BinaryClassification.Calibrators.Platt().Fit(_data).Transform(_data));
        Assert.True(after.LogLoss < before.LogLoss);
        Assert.Equal(before.AreaUnderRocCurve, after.AreaUnderRocCurve, 9);
    }

    [Fact]
    public void A_loaded_calibrator_gives_the_same_probabilities()
    {
        var model = _ml.BinaryClassification.Calibrators.Platt().Fit(_data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, _data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);
        Assert.Equal(model.Transform(_data).GetColumn<float>("Probability"), loaded.Transform(_data).GetColumn<float>("Probability"));
    }
}
