using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Reads features too. A row with any feature NaN or infinite is skipped.</summary>
public class FeatureFloatVectorCursor : StandardScalarCursor
{
    private readonly ValueGetter<VBuffer<float>> _get;
    private readonly bool _keepBad;

    /// <summary>The row's features; the buffer is reused.</summary>
    public VBuffer<float> Features;

    public FeatureFloatVectorCursor(RoleMappedData data, CursOpt opt = CursOpt.Features, Random rand = null, params int[] extraCols)
        : this(CreateCursor(data, opt | CursOpt.Features, rand, extraCols), data, opt) { }

    protected FeatureFloatVectorCursor(DataViewRowCursor input, RoleMappedData data, CursOpt opt, Action<CursOpt> signal = null)
        : base(input, data, opt, signal)
    {
        if (opt.HasFlag(CursOpt.Features) && data.Schema.Feature is not null)
            _get = Row.GetFeatureFloatVectorGetter(data);
        _keepBad = opt.HasFlag(CursOpt.AllowBadFeatures);
    }

    public long BadFeaturesRowCount { get; private set; }

    public override bool Accept()
    {
        if (!base.Accept())
            return false;
        if (_get is null)
            return true;
        _get(ref Features);
        if (_keepBad || AreFinite(Features.GetValues()))
            return true;
        BadFeaturesRowCount++;
        return false;
    }

    protected override CursOpt CursoringCompleteFlags() =>
        base.CursoringCompleteFlags() | (BadFeaturesRowCount == 0 ? CursOpt.AllowBadFeatures : 0);

    private static bool AreFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (!float.IsFinite(value))
                return false;
        return true;
    }
}
