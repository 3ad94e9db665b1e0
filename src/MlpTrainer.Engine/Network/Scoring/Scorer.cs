using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>Scores one row at a time, without allocating: the scratch memory of one thread. See <see cref="TrainedNetwork.CreateScorer"/>.</summary>
public sealed class Scorer
{
    private readonly TrainedNetwork _network;
    private readonly float[] _outputs;
    private Pass? _dense, _sparse, _gradient;
    private int[] _indices = [];
    private float[] _values = [];

    internal Scorer(TrainedNetwork network)
    {
        _network = network;
        _outputs = new float[network.Shape.Outputs];
    }

    /// <summary>a^L of a row, after the link and the output scaling.</summary>
    /// <param name="row">Raw features, [p].</param>
    /// <param name="outputs">Receives the outputs, [k].</param>
    /// <exception cref="ArgumentException">A length is not the network's.</exception>
    public void Score(ReadOnlySpan<float> row, Span<float> outputs)
    {
        Finish(Run(row), outputs);
    }

    /// <summary>a^L of a sparse row, after the link and the output scaling.</summary>
    /// <param name="indices">Where the row is not zero: strictly ascending, at least 0 and less than p.</param>
    /// <param name="values">The values there.</param>
    /// <param name="outputs">Receives the outputs, [k].</param>
    /// <exception cref="ArgumentException">A length is not the network's, or an index is out of range or not greater than the one before.</exception>
    public void Score(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> outputs)
    {
        Finish(Run(indices, values), outputs);
    }

    /// <summary>z^L of a row, before link and output scaling: the Score of a binary classifier.</summary>
    /// <param name="row">Raw features, [p].</param>
    /// <param name="z">Receives the pre-activations, [k].</param>
    /// <exception cref="ArgumentException">A length is not the network's.</exception>
    public void PreActivation(ReadOnlySpan<float> row, Span<float> z)
    {
        Run(row).CopyTo(Exactly(z, nameof(z)));
    }

    /// <summary>z^L of a sparse row, before link and output scaling.</summary>
    /// <param name="indices">Where the row is not zero: strictly ascending, at least 0 and less than p.</param>
    /// <param name="values">The values there.</param>
    /// <param name="z">Receives the pre-activations, [k].</param>
    /// <exception cref="ArgumentException">A length is not the network's, or an index is out of range or not greater than the one before.</exception>
    public void PreActivation(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> z)
    {
        Run(indices, values).CopyTo(Exactly(z, nameof(z)));
    }

    /// <summary>∂z^L_output/∂x at a row, in units of the raw features; 0 where a value is missing.</summary>
    /// <param name="row">Raw features, [p].</param>
    /// <param name="output">Which output.</param>
    /// <param name="gradient">Receives the derivatives, [p].</param>
    /// <exception cref="ArgumentException">A length is not the network's, or there is no such output.</exception>
    public void InputGradient(ReadOnlySpan<float> row, int output, Span<float> gradient)
    {
        Pass pass = RunFor(row, output, gradient);
        pass.Buffers.Delta[^1].AsSpan()[output] = 1f;
        BackToFeatures(pass, row, gradient);
    }

    /// <summary>∂y_output/∂x at a row, of what <see cref="Score(ReadOnlySpan{float}, Span{float})"/> gives: after link and output scaling.</summary>
    /// <param name="row">Raw features, [p].</param>
    /// <param name="output">Which output.</param>
    /// <param name="gradient">Receives the derivatives, [p], in units of the raw features; 0 where a value is missing.</param>
    /// <exception cref="ArgumentException">A length is not the network's, or there is no such output.</exception>
    public void ScoreGradient(ReadOnlySpan<float> row, int output, Span<float> gradient)
    {
        Pass pass = RunFor(row, output, gradient);
        Activation link = _network.Shape.Layers[^1].Activation;
        Span<float> delta = pass.Buffers.Delta[^1];
        delta[output] = _network.Outputs is { } scaling ? scaling.Scale.Span[output] : 1f;
        link.Forward(pass.Z, _outputs);
        link.Backward(pass.Z, _outputs, delta);
        BackToFeatures(pass, row, gradient);
    }

    private Pass RunFor(ReadOnlySpan<float> row, int output, Span<float> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, _network.Shape.Inputs, nameof(gradient));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)_network.Shape.Outputs, nameof(output));
        _gradient ??= new Pass(_network.ForGradients, denseInput: true, backward: true);
        Run(row, _gradient);
        _gradient.Buffers.Delta[^1].AsSpan().Clear();
        return _gradient;
    }

    /// <summary>From δ^L down to the raw features.</summary>
    private void BackToFeatures(Pass pass, ReadOnlySpan<float> row, Span<float> gradient)
    {
        pass.Backward!.Run(0, 1);
        ReadOnlySpan<float> weights = _network.ForRows.Weights(0), delta = pass.Buffers.Delta[0];
        pass.Embedding?.CopyInputGradient(gradient);
        for (int i = 0; i < gradient.Length; i++)
        {
            float slope = pass.Embedding is null ? TensorPrimitives.Dot(weights.Slice(i * delta.Length, delta.Length), delta) : gradient[i];
            gradient[i] = _network.Inputs is { } inputs ? slope * inputs.Slope(i, row[i]) : float.IsNaN(row[i]) ? 0f : slope;
        }
    }

    /// <summary>z^L of a row.</summary>
    private ReadOnlySpan<float> Run(ReadOnlySpan<float> row) =>
        Run(row, _dense ??= new Pass(_network.ForRows, denseInput: true));

    private ReadOnlySpan<float> Run(ReadOnlySpan<float> row, Pass pass)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, _network.Shape.Inputs, nameof(row));
        if (_network.Inputs is { } scaling)
        {
            scaling.Apply(row, pass.Buffers.Inputs);
        }
        else
        {
            row.CopyTo(pass.Buffers.Inputs);
        }

        pass.Forward.Run(0, 1);
        return pass.Z;
    }

    private ReadOnlySpan<float> Run(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, indices.Length, nameof(values));
        Check(indices);
        if (_network.Shape.Embedding is not null)
        {
            return RunDense(indices, values);
        }

        if (_network.Inputs is { } scaling)
        {
            int length = indices.Length + scaling.Centred.MissingFrom(indices);
            if (length > _network.Shape.Inputs / 2 && scaling.IsCentred)
            {
                return RunDense(indices, values);
            }

            Array.Resize(ref _indices, Math.Max(_indices.Length, length));
            Array.Resize(ref _values, Math.Max(_values.Length, length));
            scaling.Centred.AddTo(indices, values, _indices, _values);
            indices = _indices.AsSpan(0, length);
            values = _values.AsSpan(0, length);
            scaling.Apply(indices, values, _values);
        }

        _sparse ??= new Pass(_network.ForRows, denseInput: false);
        SparseProduct.Forward(indices, values, _network.ForRows.Weights(0), _network.ForRows.Biases(0), _sparse.Buffers.Z[0]);
        _sparse.Forward.ActivateFirst(0, 1);
        _sparse.Forward.RunAboveFirst(0, 1);
        return _sparse.Z;
    }

    /// <summary>The kernels read memory wherever an index points, so it is looked at here.</summary>
    private void Check(ReadOnlySpan<int> indices)
    {
        int previous = -1, features = _network.Shape.Inputs;
        foreach (int index in indices)
        {
            if (index <= previous || index >= features)
            {
                throw Require.Violated(nameof(indices), Invariant($"ascending, at least 0 and less than {features}, one by one"), index);
            }

            previous = index;
        }
    }

    /// <summary>A row most of whose zeros become something else when means are subtracted is written out, and every row for an embedding.</summary>
    private ReadOnlySpan<float> RunDense(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        Array.Resize(ref _values, Math.Max(_values.Length, _network.Shape.Inputs));
        Span<float> row = _values.AsSpan(0, _network.Shape.Inputs);
        row.Clear();
        for (int i = 0; i < indices.Length; i++)
        {
            row[indices[i]] = values[i];
        }

        return Run(row);
    }

    private void Finish(ReadOnlySpan<float> z, Span<float> outputs)
    {
        _network.Shape.Layers[^1].Activation.Forward(z, Exactly(outputs, nameof(outputs)));
        _network.Outputs?.Apply(outputs);
    }

    private Span<float> Exactly(Span<float> outputs, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, _network.Shape.Outputs, name);
        return outputs;
    }

    /// <summary>What one kind of row needs, made when the first of its kind comes: a scorer of sparse rows holds no dense one.</summary>
    private sealed class Pass
    {
        public Pass(NetworkParameters parameters, bool denseInput, bool backward = false)
        {
            Buffers = new LayerBuffers(parameters.Shape, rows: 1, denseInput, backward);
            Forward = new ForwardPass(parameters, Buffers);
            Backward = backward ? new BackwardPass(parameters, Buffers) : null;
            Embedding = backward ? EmbeddingPass.For(parameters, Buffers) : null;
        }

        public LayerBuffers Buffers { get; }

        public ForwardPass Forward { get; }

        public BackwardPass? Backward { get; }

        public EmbeddingPass? Embedding { get; }

        public ReadOnlySpan<float> Z => Buffers.Z[^1];
    }
}
