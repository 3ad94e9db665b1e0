using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

[assembly: LoadableClass(typeof(CalibratedModelParametersBase), typeof(CalibratedModelLoader), null, typeof(SignatureLoadModel),
    "Calibrated Predictor Executor", CalibratedModelLoader.LoaderSignature)]

namespace Microsoft.ML.Calibrators;

/// <summary>A model and the calibrator that turns its scores into probabilities.</summary>
public abstract class CalibratedModelParametersBase
{
    protected CalibratedModelParametersBase(object subModel, ICalibrator calibrator)
    {
        SubModel = subModel;
        Calibrator = calibrator;
    }

    public object SubModel { get; }

    public ICalibrator Calibrator { get; }
}

/// <summary>The same with the types known.</summary>
public abstract class CalibratedModelParametersBase<TSubModel, TCalibrator>
    : CalibratedModelParametersBase, IDistPredictorProducing<float, float>, IWeaklyTypedCalibratedModelParameters
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    protected readonly IHost Host;

    protected CalibratedModelParametersBase(IHostEnvironment env, string name, TSubModel predictor, TCalibrator calibrator)
        : base(predictor, calibrator)
    {
        ArgumentNullException.ThrowIfNull(env);
        Host = env.Register(name);
        Host.CheckValue(predictor, nameof(predictor));
        Host.CheckValue(calibrator, nameof(calibrator));
        SubModel = predictor;
        Calibrator = calibrator;
    }

    public new TSubModel SubModel { get; }

    public new TCalibrator Calibrator { get; }

    PredictionKind IPredictor.PredictionKind => ((IPredictor)SubModel).PredictionKind;

    IPredictorProducing<float> IWeaklyTypedCalibratedModelParameters.WeaklyTypedSubModel => (IPredictorProducing<float>)SubModel;

    ICalibrator IWeaklyTypedCalibratedModelParameters.WeaklyTypedCalibrator => Calibrator;

    protected void SaveCore(ModelSaveContext ctx)
    {
        ctx.SaveModel(SubModel, CalibratedModelLoader.DirSubModel);
        ctx.SaveModel(Calibrator, CalibratedModelLoader.DirCalibrator);
    }
}

/// <summary>A calibrated model whatever its types.</summary>
public interface IWeaklyTypedCalibratedModelParameters
{
    IPredictorProducing<float> WeaklyTypedSubModel { get; }

    ICalibrator WeaklyTypedCalibrator { get; }
}

/// <summary>A calibrated model that scores by the sub-model's mapper.</summary>
public abstract class ValueMapperCalibratedModelParametersBase<TSubModel, TCalibrator>
    : CalibratedModelParametersBase<TSubModel, TCalibrator>, IValueMapperDist, IFeatureContributionMapper, ICalculateFeatureContribution
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    private readonly IValueMapper _mapper;

    protected ValueMapperCalibratedModelParametersBase(IHostEnvironment env, string name, TSubModel predictor, TCalibrator calibrator)
        : base(env, name, predictor, calibrator)
    {
        _mapper = SubModel as IValueMapper;
        Host.Check(_mapper != null, "The predictor does not implement IValueMapper");
        Host.Check(_mapper.OutputType.Equals(NumberDataViewType.Single), "The output type of the predictor is expected to be float");
    }

    DataViewType IValueMapper.InputType => _mapper.InputType;

    DataViewType IValueMapper.OutputType => _mapper.OutputType;

    DataViewType IValueMapperDist.DistType => NumberDataViewType.Single;

    FeatureContributionCalculator ICalculateFeatureContribution.FeatureContributionCalculator => new(this);

    ValueMapper<TSrc, TDst> IValueMapper.GetMapper<TSrc, TDst>() => _mapper.GetMapper<TSrc, TDst>();

    ValueMapper<TSrc, TDst, TDist> IValueMapperDist.GetMapper<TSrc, TDst, TDist>()
    {
        var map = _mapper.GetMapper<TSrc, float>();
        ValueMapper<TSrc, float, float> calibrated = (in TSrc source, ref float score, ref float probability) =>
        {
            map(in source, ref score);
            probability = Calibrator.PredictProbability(score);
        };
        return (ValueMapper<TSrc, TDst, TDist>)(Delegate)calibrated;
    }

    ValueMapper<TSrc, VBuffer<float>> IFeatureContributionMapper.GetFeatureContributionMapper<TSrc, TDst>(int top, int bottom, bool normalize)
    {
        var mapper = SubModel as IFeatureContributionMapper;
        Host.Check(mapper != null, "Predictor does not implement IFeatureContributionMapper");
        return mapper.GetFeatureContributionMapper<TSrc, TDst>(top, bottom, normalize);
    }
}

/// <summary>The calibrated model that trainers make.</summary>
[PredictionTransformerLoadType(typeof(CalibratedModelParametersBase<,>))]
public sealed class ValueMapperCalibratedModelParameters<TSubModel, TCalibrator>
    : ValueMapperCalibratedModelParametersBase<TSubModel, TCalibrator>, ICanSaveModel
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    public ValueMapperCalibratedModelParameters(IHostEnvironment env, TSubModel predictor, TCalibrator calibrator)
        : base(env, "CalibratedPredictor", predictor, calibrator)
    {
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Host.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel();
        ctx.SetVersionInfo(CalibratedModelLoader.GetVersionInfo());
        SaveCore(ctx);
    }
}

/// <summary>Loads sub-model and calibrator, then makes the calibrated model with their types.</summary>
internal static class CalibratedModelLoader
{
    internal const string LoaderSignature = "CaliPredExec";
    internal const string DirSubModel = "Predictor";
    internal const string DirCalibrator = "Calibrator";

    internal static VersionInfo GetVersionInfo() =>
        new("CALIPRED", 0x00010001, 0x00010001, 0x00010001, typeof(CalibratedModelLoader).Assembly.FullName, LoaderSignature);

    internal static CalibratedModelParametersBase Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        ctx.LoadModel<IPredictorProducing<float>, SignatureLoadModel>(env, out var model, DirSubModel);
        ctx.LoadModel<ICalibrator, SignatureLoadModel>(env, out var calibrator, DirCalibrator);
        var type = typeof(ValueMapperCalibratedModelParameters<,>).MakeGenericType(model.GetType(), calibrator.GetType());
        return (CalibratedModelParametersBase)Activator.CreateInstance(type, env, model, calibrator);
    }
}
