using MlpTrainer.Engine;
using MlpTrainer.Engine.Files;

namespace MlpTrainer.Model;

/// <summary>The bytes of what an ensemble is made of.</summary>
/// <remarks>
/// <code>
/// int members, then per member: int kind, fold, epochs, bestEpoch, double validationCost, weight
/// per member after the first, whose training stands elsewhere: int stopReason (−1: not known), history; not before version 5
/// double temperature (NaN: none); int outputs, then per output: double constant; neither before version 5
/// </code>
/// </remarks>
internal static class MembersFormat
{
    private const int FirstWithHistories = 5, NotKnown = -1;
    private const int BytesPerMember = (4 * sizeof(int)) + (2 * sizeof(double));

    public static void Write(ByteWriter bytes, MlpTraining training)
    {
        bytes.Int32(training.Members.Count);
        foreach (EnsembleMember member in training.Members)
        {
            bytes.Int32((int)member.Kind);
            bytes.Int32(member.Fold);
            bytes.Int32(member.Epochs);
            bytes.Int32(member.BestEpoch);
            bytes.Double(member.ValidationCost);
            bytes.Double(member.Weight);
        }

        foreach (EnsembleMember member in training.Members.Skip(1))
        {
            bytes.Int32(member.StopReason is { } reason ? (int)reason : NotKnown);
            HistoryFormat.Write(bytes, member.History);
        }

        bytes.Double(training.Temperature ?? double.NaN);
        bytes.Int32(training.TemperatureConstants.Count);
        foreach (float constant in training.TemperatureConstants)
        {
            bytes.Double(constant);
        }
    }

    /// <param name="bytes">The bytes.</param>
    /// <param name="version">The format version that they were written in, 3 at least.</param>
    /// <param name="first">The first member's stop reason and history.</param>
    public static (EnsembleMember[] Members, double? Temperature, float[] Constants) Read(
        CheckedReader bytes, int version, (StopReason StopReason, EpochRecord[] History) first)
    {
        var members = new EnsembleMember[bytes.Count("members", BytesPerMember)];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = ReadMember(bytes);
        }

        for (int i = 0; i < members.Length && (i == 0 || version >= FirstWithHistories); i++)
        {
            members[i] = i == 0 ? members[i] with { StopReason = first.StopReason, History = first.History }
                : members[i] with { StopReason = ReadStopReason(bytes, NotKnown), History = HistoryFormat.Read(bytes) };
        }

        if (version < FirstWithHistories)
        {
            return (members, null, []);
        }

        double temperature = bytes.Double("temperature");
        float[] constants = new float[bytes.Count("constants", sizeof(double))];
        for (int i = 0; i < constants.Length; i++)
        {
            constants[i] = (float)bytes.Double("constant");
        }

        return (members, double.IsNaN(temperature) ? null : temperature, constants);
    }

    /// <summary>A stop reason; null for a number below 0, where that is allowed.</summary>
    public static StopReason? ReadStopReason(CheckedReader bytes, int least)
    {
        int number = bytes.Int32("stop reason", least, int.MaxValue);
        CheckedReader.Check(number < 0 || Enum.IsDefined((StopReason)number), Invariant($"there is no stop reason {number}"));
        return number < 0 ? null : (StopReason)number;
    }

    private static EnsembleMember ReadMember(CheckedReader bytes)
    {
        var kind = (MemberKind)bytes.Int32("kind of member", 0, int.MaxValue);
        CheckedReader.Check(Enum.IsDefined(kind), $"there is no kind of member {kind}");
        int fold = bytes.Int32("fold", 0, int.MaxValue), epochs = bytes.Int32("epochs", 0, int.MaxValue), best = bytes.Int32("best epoch", 0, int.MaxValue);
        return new EnsembleMember(kind, fold, epochs, best, bytes.Double("validation cost"), bytes.Double("weight"));
    }
}
