using MlpTrainer.Engine;
using MlpTrainer.Engine.Files;

namespace MlpTrainer.Model;

/// <summary>A history's bytes: int epochs, then per epoch: int epoch, double cost, validationCost, validationMetric (NaN: none), learningRate.</summary>
internal static class HistoryFormat
{
    private const int BytesPerEpoch = sizeof(int) + (4 * sizeof(double));

    public static void Write(ByteWriter bytes, IReadOnlyList<EpochRecord> history)
    {
        bytes.Int32(history.Count);
        foreach (EpochRecord record in history)
        {
            bytes.Int32(record.Epoch);
            bytes.Double(record.Cost);
            bytes.Double(record.ValidationCost ?? double.NaN);
            bytes.Double(record.ValidationMetric ?? double.NaN);
            bytes.Double(record.LearningRate);
        }
    }

    public static EpochRecord[] Read(CheckedReader bytes)
    {
        var history = new EpochRecord[bytes.Count("epochs", BytesPerEpoch)];
        for (int i = 0; i < history.Length; i++)
        {
            history[i] = ReadEpoch(bytes);
        }

        return history;
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
