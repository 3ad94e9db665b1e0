using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(PlattCalibrator), null, typeof(SignatureLoadModel), "Platt Calibration Executor", PlattCalibrator.LoaderSignature)]

namespace Microsoft.ML.Calibrators;

/// <summary>P = 1 / (1 + exp(slope·score + offset)).</summary>
public sealed class PlattCalibrator : ICalibrator, ICanSaveModel
{
    internal const string LoaderSignature = "PlattCaliExec";
    internal const string RegistrationName = "PlattCalibration";

    private readonly IHost _host;

    public PlattCalibrator(IHostEnvironment env, double slope, double offset)
    {
        ArgumentNullException.ThrowIfNull(env);
        _host = env.Register(RegistrationName);
        Slope = slope;
        Offset = offset;
    }

    public double Slope { get; }

    public double Offset { get; }

    /// <summary>NaN stays NaN.</summary>
    public float PredictProbability(float output) =>
        float.IsNaN(output) ? output : (float)(1 / (1 + Math.Exp((Slope * output) + Offset)));

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        _host.CheckValue(ctx, nameof(ctx));
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.Writer.Write(Slope);
        ctx.Writer.Write(Offset);
    }

    internal static PlattCalibrator Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        var (slope, offset) = (ctx.Reader.ReadDouble(), ctx.Reader.ReadDouble());
        env.CheckDecode(double.IsFinite(slope) && double.IsFinite(offset));
        return new PlattCalibrator(env, slope, offset);
    }

    private static VersionInfo GetVersionInfo() =>
        new("PLATTCAL", 0x00010001, 0x00010001, 0x00010001, typeof(PlattCalibrator).Assembly.FullName, LoaderSignature);
}
