using MlpTrainer.Engine;
using MlpTrainer.Engine.Files;

namespace MlpTrainer.Model;

/// <summary>The training record's bytes: no times and no number of threads, so that equal training gives equal bytes.</summary>
/// <remarks>
/// <code>
/// int stopReason, int bestEpoch, int epochs, then per epoch: int epoch, double cost, validationCost, validationMetric (NaN: none), learningRate
/// int options, then per option: text name, text value
/// text mlNetVersion, text pluginVersion
/// int warnings, then per warning: text; int classes, then per class: text; neither in version 1
/// double outOfFoldCost (NaN: none); int members, then per member: int kind, fold, epochs, bestEpoch, double validationCost, weight; neither before version 3
/// </code>
/// </remarks>
internal static class TrainingFormat
{
    private const int FirstWithWarnings = 2, FirstWithMembers = 3;
    private const int BytesPerMember = (4 * sizeof(int)) + (2 * sizeof(double));
    private const int BytesPerEpoch = sizeof(int) + (4 * sizeof(double));

    public static void Write(ByteWriter bytes, MlpTraining training)
    {
        bytes.Int32((int)training.StopReason);
        bytes.Int32(training.BestEpoch);
        bytes.Int32(training.History.Count);
        foreach (EpochRecord record in training.History)
        {
            bytes.Int32(record.Epoch);
            bytes.Double(record.Cost);
            bytes.Double(record.ValidationCost ?? double.NaN);
            bytes.Double(record.ValidationMetric ?? double.NaN);
            bytes.Double(record.LearningRate);
        }
        bytes.Int32(training.Options.Count);
        foreach ((string name, string value) in training.Options)
        {
            bytes.Text(name);
            bytes.Text(value);
        }
        bytes.Text(training.MLNetVersion);
        bytes.Text(training.PluginVersion);
        WriteTexts(bytes, training.Warnings);
        WriteTexts(bytes, training.Classes);
        bytes.Double(training.OutOfFoldCost ?? double.NaN);
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
    }

    public static MlpTraining Read(CheckedReader bytes, int version)
    {
        var stopReason = (StopReason)bytes.Int32("stop reason", 0, int.MaxValue);
        CheckedReader.Check(Enum.IsDefined(stopReason), $"there is no stop reason {stopReason}");
        int bestEpoch = bytes.Int32("best epoch", 0, int.MaxValue);
        var history = new EpochRecord[Count(bytes, "epochs", BytesPerEpoch)];
        for (int i = 0; i < history.Length; i++)
        {
            history[i] = ReadEpoch(bytes);
        }

        var options = new KeyValuePair<string, string>[Count(bytes, "options", 2 * sizeof(int))];
        for (int i = 0; i < options.Length; i++)
        {
            options[i] = new(bytes.Text("option name"), bytes.Text("option value"));
        }

        string mlNetVersion = bytes.Text("ML.NET version"), pluginVersion = bytes.Text("plugin version");
        string[] warnings = version >= FirstWithWarnings ? ReadTexts(bytes, "warnings") : [];
        string[] classes = version >= FirstWithWarnings ? ReadTexts(bytes, "classes") : [];
        double outOfFold = version >= FirstWithMembers ? bytes.Double("out-of-fold cost") : double.NaN;
        EnsembleMember[] members = version >= FirstWithMembers ? ReadMembers(bytes) : [];
        return new MlpTraining(history, stopReason, bestEpoch, options, mlNetVersion, pluginVersion)
        {
            Warnings = warnings, Classes = classes, OutOfFoldCost = OrNone(outOfFold), Members = members,
        };
    }

    private static EnsembleMember[] ReadMembers(CheckedReader bytes)
    {
        var members = new EnsembleMember[Count(bytes, "members", BytesPerMember)];
        for (int i = 0; i < members.Length; i++)
        {
            var kind = (MemberKind)bytes.Int32("kind of member", 0, int.MaxValue);
            CheckedReader.Check(Enum.IsDefined(kind), $"there is no kind of member {kind}");
            int fold = bytes.Int32("fold", 0, int.MaxValue), epochs = bytes.Int32("epochs", 0, int.MaxValue), best = bytes.Int32("best epoch", 0, int.MaxValue);
            members[i] = new EnsembleMember(kind, fold, epochs, best, bytes.Double("validation cost"), bytes.Double("weight"));
        }

        return members;
    }

    private static void WriteTexts(ByteWriter bytes, IReadOnlyList<string> texts)
    {
        bytes.Int32(texts.Count);
        foreach (string text in texts)
        {
            bytes.Text(text);
        }
    }

    private static string[] ReadTexts(CheckedReader bytes, string what)
    {
        var texts = new string[Count(bytes, what, sizeof(int))];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = bytes.Text(what);
        }

        return texts;
    }

    private static int Count(CheckedReader bytes, string what, int bytesEach)
    {
        int count = bytes.Int32($"number of {what}", 0, int.MaxValue);
        bytes.Expect(count, bytesEach, what);
        return count;
    }

    private static EpochRecord ReadEpoch(CheckedReader bytes)
    {
        int epoch = bytes.Int32("epoch", 0, int.MaxValue);
        double cost = bytes.Double("cost");
        double validationCost = bytes.Double("validation cost");
        double validationMetric = bytes.Double("validation metric");
        double learningRate = bytes.Double("learning rate");
        return new EpochRecord(epoch, cost, OrNone(validationCost), OrNone(validationMetric), learningRate,
            Seconds: double.NaN, RowsPerSecond: double.NaN);
    }

    private static double? OrNone(double value) => double.IsNaN(value) ? null : value;
}
