using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds Probability, made from a score column by a calibrator.</summary>
public abstract class CalibratorTransformer<TICalibrator>
    : RowToRowTransformerBase, ISingleFeaturePredictionTransformer<TICalibrator>, ISingleFeaturePredictionTransformer
    where TICalibrator : class, ICalibrator
{
    private const string DirCalibrator = "Calibrator";

    private readonly string _loaderSignature;
    private readonly string _scoreColumnName;
    private readonly TICalibrator _calibrator;

    protected CalibratorTransformer(IHostEnvironment env, TICalibrator calibrator, string loaderSignature, string scoreColumnName)
        : base(env.Register(nameof(CalibratorTransformer<TICalibrator>)))
    {
        _loaderSignature = loaderSignature;
        _scoreColumnName = scoreColumnName;
        _calibrator = calibrator;
    }

    protected CalibratorTransformer(IHostEnvironment env, ModelLoadContext ctx, string loaderSignature)
        : base(env.Register(nameof(CalibratorTransformer<TICalibrator>)))
    {
        _loaderSignature = loaderSignature;
        ctx.CheckAtModel(GetVersionInfo());
        _scoreColumnName = ctx.LoadNonEmptyString();
        ctx.LoadModel<TICalibrator, SignatureLoadModel>(Host, out _calibrator, DirCalibrator);
    }

    TICalibrator IPredictionTransformer<TICalibrator>.Model => _calibrator;

    string ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnName => _scoreColumnName;

    string ISingleFeaturePredictionTransformer.FeatureColumnName => _scoreColumnName;

    DataViewType ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnType => NumberDataViewType.Single;

    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.SaveNonEmptyString(_scoreColumnName);
        ctx.SaveModel(_calibrator, DirCalibrator);
    }

    protected override IRowMapper MakeRowMapper(DataViewSchema schema)
    {
        var score = schema.GetColumnOrNull(_scoreColumnName) ?? throw Host.ExceptSchemaMismatch(nameof(schema), "score", _scoreColumnName);
        var probability = new ScoreColumns(schema, AnnotationUtils.Const.ScoreColumnKind.BinaryClassification).Probability();
        return new ColumnwiseMapper(this, new OutputColumn(probability, [score.Index], row =>
        {
            var getter = row.GetGetter<float>(score);
            return (ValueGetter<float>)((ref float value) =>
            {
                getter(ref value);
                value = _calibrator.PredictProbability(value);
            });
        }));
    }

    private protected VersionInfo GetVersionInfo() =>
        new("CALTRANS", 0x00010001, 0x00010001, 0x00010001, typeof(CalibratorTransformer<>).Assembly.FullName, _loaderSignature);
}
