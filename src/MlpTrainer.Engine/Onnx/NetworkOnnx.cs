using MlpTrainer.Engine.Files;
using MlpTrainer.Engine.Graphs;
using MlpTrainer.Engine.Onnx;

namespace MlpTrainer.Engine;

/// <summary>A trained network as an ONNX file, to be scored by any ONNX runtime.</summary>
/// <remarks>Operator set 9, format version 4. The input is <c>Features</c>, float [N×p], raw: scaling is part of the graph.</remarks>
public static class NetworkOnnx
{
    /// <summary>Writes a network as an ONNX file.</summary>
    /// <remarks>
    /// One sigmoid output: <c>Score</c> = z, <c>Probability</c> = σ(z), <c>PredictedLabel</c> = z &gt; 0, each [N×1]. A softmax: <c>Score</c> = a^L
    /// [N×k], <c>PredictedLabel</c> = the class with the highest, counted from 1, [N×1]. Anything else: <c>Score</c> = a^L·scale + mean, [N×k].
    /// </remarks>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where to; it is left open.</param>
    /// <exception cref="NotSupportedException">An activation is the user's own, or the file would be larger than 2 GB.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void SaveAsOnnx(this TrainedNetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        OnnxFile.Write(NetworkGraph.Of(network), stream);
    }

    /// <summary>Writes a network as an ONNX file; see <see cref="SaveAsOnnx(TrainedNetwork, Stream)"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file. One that exists is replaced when the new one is complete and on the disk; if that fails it stays as it is.</param>
    /// <exception cref="NotSupportedException">An activation is the user's own, or the file would be larger than 2 GB.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void SaveAsOnnx(this TrainedNetwork network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        OnnxGraph graph = NetworkGraph.Of(network);
        WholeFile.Write(path, stream => OnnxFile.Write(graph, stream));
    }
}
