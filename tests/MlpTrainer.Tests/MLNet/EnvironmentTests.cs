using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MlpTrainer.Tests.MLNet;

public class EnvironmentTests
{
    [Fact]
    public void LogLinesReadAsRecorded()
    {
        var ml = new MLContext(seed: 3);
        var log = new List<LoggingEventArgs>();
        ml.Log += (_, e) => log.Add(e);
        IHost parent = ((IHostEnvironment)ml).Register("BinaryClassificationCatalog");
        using (IChannel channel = parent.Register("SdcaTrainerBase").Start("Training"))
        {
            channel.Info(MessageSensitivity.None, "Using {0} thread to train.", 1);
            channel.Info(MessageSensitivity.None, "Automatically choosing a check frequency of 1.");
        }
        for (int i = 0; i < 3; i++)
            Observed.SameItem("log", i, new { log[i].Kind, kind = log[i].Kind.ToString(), log[i].Source, log[i].RawMessage, log[i].Message });
        Assert.StartsWith("Channel finished. Elapsed 00:00:0", log[3].RawMessage, StringComparison.Ordinal);
        Assert.Equal("Channel disposed", log[4].RawMessage);
    }

    [Fact]
    public void EqualSeedsGiveEqualRandomNumbersAndEachHostItsOwn()
    {
        static int[] Draw()
        {
            IHostEnvironment env = new MLContext(seed: 5);
            return [env.Register("A").Rand.Next(), env.Register("A").Rand.Next()];
        }
        int[] first = Draw();
        Assert.Equal(first, Draw());
        Assert.NotEqual(first[0], first[1]);
    }
}
