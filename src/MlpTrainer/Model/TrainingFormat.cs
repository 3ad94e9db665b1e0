using MlpTrainer.Engine;
using MlpTrainer.Engine.Files;

namespace MlpTrainer.Model;

/// <summary>The training record's bytes: no times and no number of threads, so that equal training gives equal bytes.</summary>
/// <remarks>
/// <code>
/// int stopReason, int bestEpoch, history, see <see cref="HistoryFormat"/>
/// int options, then per option: text name, text value
/// text mlNetVersion, text pluginVersion
/// int warnings, then per warning: text; int classes, then per class: text; neither in version 1
/// double outOfFoldCost (NaN: none), members, see <see cref="MembersFormat"/>; neither before version 3
/// </code>
/// </remarks>
internal static class TrainingFormat
{
    private const int FirstWithWarnings = 2, FirstWithMembers = 3;

    public static void Write(ByteWriter bytes, MlpTraining training)
    {
        bytes.Int32((int)training.StopReason);
        bytes.Int32(training.BestEpoch);
        HistoryFormat.Write(bytes, training.History);
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
        MembersFormat.Write(bytes, training);
    }

    public static MlpTraining Read(CheckedReader bytes, int version)
    {
        StopReason stopReason = MembersFormat.ReadStopReason(bytes, least: 0)!.Value;
        int bestEpoch = bytes.Int32("best epoch", 0, int.MaxValue);
        EpochRecord[] history = HistoryFormat.Read(bytes);
        var options = new KeyValuePair<string, string>[bytes.Count("options", 2 * sizeof(int))];
        for (int i = 0; i < options.Length; i++)
        {
            options[i] = new(bytes.Text("option name"), bytes.Text("option value"));
        }

        string mlNetVersion = bytes.Text("ML.NET version"), pluginVersion = bytes.Text("plugin version");
        string[] warnings = version >= FirstWithWarnings ? ReadTexts(bytes, "warnings") : [];
        string[] classes = version >= FirstWithWarnings ? ReadTexts(bytes, "classes") : [];
        double outOfFold = version >= FirstWithMembers ? bytes.Double("out-of-fold cost") : double.NaN;
        var (members, temperature, constants) = version >= FirstWithMembers ? MembersFormat.Read(bytes, version, (stopReason, history)) : ([], null, []);
        return new MlpTraining(history, stopReason, bestEpoch, options, mlNetVersion, pluginVersion)
        {
            Warnings = warnings, Classes = classes, OutOfFoldCost = double.IsNaN(outOfFold) ? null : outOfFold, Members = members,
            Temperature = temperature, TemperatureConstants = constants,
        };
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
        var texts = new string[bytes.Count(what, sizeof(int))];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = bytes.Text(what);
        }

        return texts;
    }
}
