using System.Numerics.Tensors;
using MlpTrainer.Engine.Files;
using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine;

/// <summary>A network that scores: its shape, its parameters and the scaling of inputs and outputs. Immutable and safe for many threads.</summary>
public sealed class TrainedNetwork
{
    private readonly AlignedFloats _parameters;
    private readonly Lazy<NetworkParameters> _forBlocks, _forGradients;

    /// <summary>A network with known parameters, as when a file is loaded.</summary>
    /// <param name="shape">Widths, activations and layout.</param>
    /// <param name="parameters">W¹, b¹, W², b², …: <see cref="NetworkShape.ParameterCount"/> finite numbers; copied.</param>
    /// <param name="inputs">The scaling of features, as many as the network's inputs; null leaves them as they are.</param>
    /// <param name="outputs">The scaling of outputs, as many as the network's outputs; null leaves them as they are.</param>
    /// <exception cref="ArgumentException">A size does not fit the shape, or a parameter is not finite.</exception>
    public TrainedNetwork(NetworkShape shape, float[] parameters, InputScaling? inputs = null, OutputScaling? outputs = null)
        : this(shape, new AlignedFloats(parameters ?? throw new ArgumentNullException(nameof(parameters))), inputs, outputs)
    {
    }

    /// <summary>The same with parameters handed over, as by training: whoever gives them changes them no more.</summary>
    internal TrainedNetwork(NetworkShape shape, AlignedFloats parameters, InputScaling? inputs, OutputScaling? outputs)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Fits(shape.ParameterCount, parameters.Length, nameof(parameters));
        Fits(shape.Inputs, inputs?.Mean.Length ?? shape.Inputs, nameof(inputs));
        Fits(shape.Outputs, outputs?.Mean.Length ?? shape.Outputs, nameof(outputs));
        if (!TensorPrimitives.IsFiniteAll<float>(parameters))
        {
            int i = 0;
            while (float.IsFinite(parameters.AsSpan()[i]))
            {
                i++;
            }

            throw new ArgumentException(Invariant($"Parameters must be finite, but parameter {i} was {parameters.AsSpan()[i]}."), nameof(parameters));
        }

        (Shape, _parameters, Inputs, Outputs) = (shape, parameters, inputs, outputs);
        ForRows = NetworkParameters.ForRows(shape, parameters);
        _forBlocks = new(() => NetworkParameters.ForBlocks(shape, parameters));
        _forGradients = new(() => NetworkParameters.ForGradients(shape, parameters));
    }

    /// <summary>Widths, activations and layout.</summary>
    public NetworkShape Shape { get; }

    /// <summary>All parameters: W¹, b¹, W², b², …, then those of an embedding, see <see cref="EmbeddingShape"/>.</summary>
    public ReadOnlyMemory<float> Parameters => _parameters.AsMemory();

    /// <summary>The scaling of features before the first layer, or null.</summary>
    public InputScaling? Inputs { get; }

    /// <summary>The scaling of outputs after the last layer, or null.</summary>
    public OutputScaling? Outputs { get; }

    /// <summary>The parameters as a single row reads them: as they are, so that scoring rows takes no further memory.</summary>
    internal NetworkParameters ForRows { get; }

    /// <summary>The parameters as blocks of rows want them; made when first asked for and then shared.</summary>
    internal NetworkParameters ForBlocks => _forBlocks.Value;

    /// <summary>The parameters as gradients of single rows want them; made when first asked for and then shared.</summary>
    internal NetworkParameters ForGradients => _forGradients.Value;

    /// <summary>W of a layer, [inputs×outputs], row-major: entry [i, j] leads from input i to unit j.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlyMemory<float> Weights(int layer)
    {
        LayerShape shape = Shape.Layers[layer];
        return Parameters.Slice(shape.WeightOffset, shape.WeightCount);
    }

    /// <summary>b of a layer, [outputs]; empty where the network has no biases.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ReadOnlyMemory<float> Biases(int layer)
    {
        LayerShape shape = Shape.Layers[layer];
        return Parameters.Slice(shape.BiasOffset, shape.BiasCount);
    }

    /// <summary>A scorer for one thread.</summary>
    public Scorer CreateScorer() => new(this);

    /// <summary>Scores many rows: a^L after link and output scaling; the same bits at any number of threads, and the same numbers up to rounding as row by row.</summary>
    /// <param name="rows">Raw features, [n×p], row-major.</param>
    /// <param name="outputs">Receives the outputs, [n×k], row-major.</param>
    /// <param name="threads">How many threads to use at most; 0 for all.</param>
    /// <exception cref="ArgumentException">The lengths do not belong to the same number of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 0.</exception>
    public void Score(ReadOnlyMemory<float> rows, Memory<float> outputs, int threads = 1)
    {
        Require.AtLeast(0, threads, nameof(threads));
        int n = rows.Length / Shape.Inputs;
        Fits((long)n * Shape.Inputs, rows.Length, nameof(rows));
        Fits((long)n * Shape.Outputs, outputs.Length, nameof(outputs));
        new BatchScorer(this, rows, outputs).Run(threads == 0 ? Environment.ProcessorCount : threads);
    }

    /// <summary>Writes the network: shape, parameters and scaling, 4 bytes a parameter, and a checksum.</summary>
    /// <param name="stream">Where to; it is left open.</param>
    /// <exception cref="NotSupportedException">An activation is the user's own: a file holds an activation's name only.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NetworkFile.Write(this, stream);
    }

    /// <summary>Writes the network to a file; see <see cref="Save(Stream)"/>.</summary>
    /// <param name="path">The file. One that exists is replaced when the new one is complete and on the disk; if that fails it stays as it is.</param>
    /// <exception cref="NotSupportedException">An activation is the user's own: a file holds an activation's name only.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholeFile.Write(path, Save);
    }

    /// <summary>Reads a network that <see cref="Save(Stream)"/> wrote; it scores with the same bits on the same machine.</summary>
    /// <param name="stream">Where from, at the network's first byte; its length need not be known. It is left open, after the network's last byte.</param>
    /// <exception cref="InvalidDataException">The bytes are not a network's, are cut short or altered, or come from a newer version.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static TrainedNetwork Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return NetworkFile.Read(stream);
    }

    /// <summary>Reads a file that <see cref="Save(string)"/> wrote.</summary>
    /// <param name="path">The file, which holds nothing but the network.</param>
    /// <exception cref="InvalidDataException">The file is not a network's, is cut short or altered, or comes from a newer version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static TrainedNetwork Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return NetworkFile.Read(path);
    }

    private static void Fits(long expected, long actual, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException(Invariant($"The length of {name} must be {expected}, but was {actual}."), name);
        }
    }
}
