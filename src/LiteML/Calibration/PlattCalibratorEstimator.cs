using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(PlattCalibratorTransformer), null, typeof(SignatureLoadModel), "", PlattCalibratorTransformer.LoadName)]

namespace Microsoft.ML.Calibrators;

/// <summary>Platt scaling: fits slope and offset of P = 1 / (1 + exp(slope·score + offset)) to the labels.</summary>
public sealed class PlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    internal PlattCalibratorEstimator(
        IHostEnvironment env, string labelColumnName = DefaultColumnNames.Label, string scoreColumnName = DefaultColumnNames.Score,
        string exampleWeightColumnName = null)
        : base(env, labelColumnName, scoreColumnName, exampleWeightColumnName)
    {
    }

    protected override CalibratorTransformer<PlattCalibrator> Create(IHostEnvironment env, PlattCalibrator calibrator, string scoreColumnName) =>
        new PlattCalibratorTransformer(env, calibrator, scoreColumnName);

    internal override PlattCalibrator Train(List<ScoredExample> examples)
    {
        Host.Check(examples.Count > 0, "No valid training instances found");
        var (slope, offset) = PlattScaling.Fit(examples);
        return new(Host, slope, offset);
    }
}

/// <summary>Platt scaling with given slope and offset.</summary>
public sealed class FixedPlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    private readonly double _slope;
    private readonly double _offset;

    internal FixedPlattCalibratorEstimator(IHostEnvironment env, double slope = 1, double offset = 0, string scoreColumn = DefaultColumnNames.Score)
        : base(env, null, scoreColumn, null)
    {
        _slope = slope;
        _offset = offset;
    }

    protected override CalibratorTransformer<PlattCalibrator> Create(IHostEnvironment env, PlattCalibrator calibrator, string scoreColumnName) =>
        new PlattCalibratorTransformer(env, calibrator, scoreColumnName);

    internal override PlattCalibrator Train(List<ScoredExample> examples) => new(Host, _slope, _offset);
}

/// <summary>Adds Probability by Platt's formula.</summary>
public sealed class PlattCalibratorTransformer : CalibratorTransformer<PlattCalibrator>
{
    internal const string LoadName = "PlattCalibratTransf";

    internal PlattCalibratorTransformer(IHostEnvironment env, PlattCalibrator calibrator, string scoreColumnName)
        : base(env, calibrator, LoadName, scoreColumnName)
    {
    }

    private PlattCalibratorTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, ctx, LoadName)
    {
    }

    internal static PlattCalibratorTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx);
}
