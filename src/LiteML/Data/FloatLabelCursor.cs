using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Reads the label as a number too: false and true as 0 and 1, keys from 0. A row with a label NaN or infinite is skipped.</summary>
public class FloatLabelCursor : FeatureFloatVectorCursor
{
    private readonly ValueGetter<float> _get;
    private readonly bool _keepBad;

    public float Label;

    public FloatLabelCursor(RoleMappedData data, CursOpt opt = CursOpt.Label, Random rand = null, params int[] extraCols)
        : this(CreateCursor(data, opt | CursOpt.Label, rand, extraCols), data, opt) { }

    protected FloatLabelCursor(DataViewRowCursor input, RoleMappedData data, CursOpt opt, Action<CursOpt> signal = null)
        : base(input, data, opt, signal)
    {
        if (opt.HasFlag(CursOpt.Label))
            _get = Row.GetLabelFloatGetter(data);
        _keepBad = opt.HasFlag(CursOpt.AllowBadLabels);
    }

    public long BadLabelCount { get; private set; }

    public override bool Accept()
    {
        _get?.Invoke(ref Label);
        if (_get is null || _keepBad || float.IsFinite(Label))
            return base.Accept();
        BadLabelCount++;
        return false;
    }

    protected override CursOpt CursoringCompleteFlags() =>
        base.CursoringCompleteFlags() | (BadLabelCount == 0 ? CursOpt.AllowBadLabels : 0);
}
