using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Reads weight, group and id. A row with a weight that is not in (0, ∞) is skipped.</summary>
public class StandardScalarCursor : TrainingCursorBase
{
    private readonly ValueGetter<float> _getWeight;
    private readonly ValueGetter<ulong> _getGroup;
    private readonly ValueGetter<DataViewRowId> _getId;
    private readonly bool _keepBadWeights;
    private readonly bool _keepBadGroups;

    /// <summary>1 unless a weight is asked for and there is a weight column.</summary>
    public float Weight;
    public ulong Group;
    public DataViewRowId Id;

    public StandardScalarCursor(RoleMappedData data, CursOpt opt, Random rand = null, params int[] extraCols)
        : this(CreateCursor(data, opt, rand, extraCols), data, opt) { }

    protected StandardScalarCursor(DataViewRowCursor input, RoleMappedData data, CursOpt opt, Action<CursOpt> signal = null)
        : base(input, signal)
    {
        if (opt.HasFlag(CursOpt.Weight))
            _getWeight = Row.GetOptWeightFloatGetter(data);
        if (opt.HasFlag(CursOpt.Group))
            _getGroup = Row.GetOptGroupGetter(data);
        if (opt.HasFlag(CursOpt.Id))
            _getId = Row.GetIdGetter();
        _keepBadWeights = opt.HasFlag(CursOpt.AllowBadWeights);
        _keepBadGroups = opt.HasFlag(CursOpt.AllowBadGroups);
        Weight = 1;
    }

    public long BadWeightCount { get; private set; }

    public long BadGroupCount { get; private set; }

    public override bool Accept()
    {
        if (!base.Accept())
            return false;
        _getWeight?.Invoke(ref Weight);
        if (!_keepBadWeights && !(Weight > 0 && float.IsFinite(Weight)))
        {
            BadWeightCount++;
            return false;
        }
        _getGroup?.Invoke(ref Group);
        if (_getGroup is not null && !_keepBadGroups && Group == 0)
        {
            BadGroupCount++;
            return false;
        }
        _getId?.Invoke(ref Id);
        return true;
    }

    protected override CursOpt CursoringCompleteFlags() => base.CursoringCompleteFlags()
        | (BadWeightCount == 0 ? CursOpt.AllowBadWeights : 0) | (BadGroupCount == 0 ? CursOpt.AllowBadGroups : 0);
}
