using Microsoft.ML.Runtime;
using MlpTrainer.Engine;
using MlpTrainer.Engine.Files;

namespace MlpTrainer.Model;

/// <summary>A model's bytes, version 1: the network (see <see cref="NetworkFormat"/>), then how it was trained (see <see cref="TrainingFormat"/>).</summary>
internal static class ModelFormat
{
    public static void Write(Stream stream, TrainedNetwork network, MlpTraining training)
    {
        var bytes = new ByteWriter(stream);
        NetworkFormat.Write(bytes, network);
        TrainingFormat.Write(bytes, training);
    }

    /// <exception cref="FormatException">The bytes are not those of a model.</exception>
    public static (TrainedNetwork Network, MlpTraining Training) Read(IExceptionContext host, Stream stream)
    {
        try
        {
            var bytes = new CheckedReader(stream);
            return (NetworkFormat.Read(bytes), TrainingFormat.Read(bytes));
        }
        catch (InvalidDataException damaged)
        {
            throw host.ExceptDecode(damaged, damaged.Message);
        }
    }
}
