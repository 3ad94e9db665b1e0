using Microsoft.ML.Runtime;
using MlpTrainer.Engine;
using MlpTrainer.Engine.Files;

namespace MlpTrainer.Model;

/// <summary>A model's bytes: the network, how it was trained, and from version 2 on their checksum.</summary>
/// <remarks>
/// <code>
/// network    see <see cref="NetworkFormat"/>
/// training   see <see cref="TrainingFormat"/>
/// checksum   8 bytes, XXH3 (64 bits, seed 0) of all bytes before; not in version 1
/// </code>
/// </remarks>
internal static class ModelFormat
{
    private const int FirstWithChecksum = 2;

    public static void Write(Stream stream, TrainedNetwork network, MlpTraining training)
    {
        var bytes = new ByteWriter(stream);
        NetworkFormat.Write(bytes, network);
        TrainingFormat.Write(bytes, training);
        bytes.UInt64(bytes.Checksum);
    }

    /// <param name="host">Whom an error is reported to.</param>
    /// <param name="stream">The bytes.</param>
    /// <param name="version">The format version that they were written in.</param>
    /// <exception cref="FormatException">The bytes are not those of a model.</exception>
    public static (TrainedNetwork Network, MlpTraining Training) Read(IExceptionContext host, Stream stream, int version)
    {
        try
        {
            var bytes = new CheckedReader(stream);
            TrainedNetwork network = NetworkFormat.Read(bytes, version);
            MlpTraining training = TrainingFormat.Read(bytes, version);
            if (version >= FirstWithChecksum)
            {
                bytes.CheckChecksum();
            }

            return (network, training);
        }
        catch (InvalidDataException damaged)
        {
            throw host.ExceptDecode(damaged, damaged.Message);
        }
    }
}
