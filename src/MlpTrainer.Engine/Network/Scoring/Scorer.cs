using System.Numerics.Tensors;

namespace MlpTrainer.Engine;

/// <summary>Scores one row at a time, without allocating: the scratch memory of one thread. See <see cref="TrainedNetwork.CreateScorer"/>.</summary>
public sealed class Scorer
{
    private readonly TrainedNetwork _network;
    private readonly LayerBuffers _buffers;
    private readonly ForwardPass _forward;
    private readonly BackwardPass _backward;
    private readonly float[] _outputs;
    private float[] _values = [];

    internal Scorer(TrainedNetwork network)
    {
        _network = network;
        _buffers = new LayerBuffers(network.Shape, rows: 1, backward: true);
        _forward = new ForwardPass(network.Packed, _buffers);
        _backward = new BackwardPass(network.Packed, _buffers);
        _outputs = new float[network.Shape.Outputs];
    }

    private Span<float> Z => _buffers.Z[^1];

    /// <summary>a^L of a row, after the link and the output scaling.</summary>
    /// <param name="row">Raw features, [p].</param>
    /// <param name="outputs">Receives the outputs, [k].</param>
    /// <exception cref="ArgumentException">A length is not the network's.</exception>
    public void Score(ReadOnlySpan<float> row, Span<float> outputs)
    {
        Run(row);
        Finish(outputs);
    }

    /// <summary>a^L of a sparse row, after the link and the output scaling.</summary>
    /// <param name="indices">Where the row is not zero, ascending.</param>
    /// <param name="values">The values there.</param>
    /// <param name="outputs">Receives the outputs, [k].</param>
    /// <exception cref="ArgumentException">A length is not the network's, or an index is out of range.</exception>
    public void Score(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> outputs)
    {
        Run(indices, values);
        Finish(outputs);
    }

    /// <summary>z^L of a row, before link and output scaling: the Score of a binary classifier.</summary>
    /// <param name="row">Raw features, [p].</param>
    /// <param name="z">Receives the pre-activations, [k].</param>
    /// <exception cref="ArgumentException">A length is not the network's.</exception>
    public void PreActivation(ReadOnlySpan<float> row, Span<float> z)
    {
        Run(row);
        Z.CopyTo(Exactly(z, nameof(z)));
    }

    /// <summary>z^L of a sparse row, before link and output scaling.</summary>
    /// <param name="indices">Where the row is not zero, ascending.</param>
    /// <param name="values">The values there.</param>
    /// <param name="z">Receives the pre-activations, [k].</param>
    /// <exception cref="ArgumentException">A length is not the network's, or an index is out of range.</exception>
    public void PreActivation(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> z)
    {
        Run(indices, values);
        Z.CopyTo(Exactly(z, nameof(z)));
    }

    /// <summary>∂z^L_output/∂x at a row, in units of the raw features; 0 where a value is missing.</summary>
    /// <param name="row">Raw features, [p].</param>
    /// <param name="output">Which output.</param>
    /// <param name="gradient">Receives the derivatives, [p].</param>
    /// <exception cref="ArgumentException">A length is not the network's, or there is no such output.</exception>
    public void InputGradient(ReadOnlySpan<float> row, int output, Span<float> gradient)
    {
        RunFor(row, output, gradient);
        _buffers.Delta[^1].AsSpan()[output] = 1f;
        BackToFeatures(row, gradient);
    }

    /// <summary>∂y_output/∂x at a row, of what <see cref="Score(ReadOnlySpan{float}, Span{float})"/> gives: after link and output scaling.</summary>
    /// <param name="row">Raw features, [p].</param>
    /// <param name="output">Which output.</param>
    /// <param name="gradient">Receives the derivatives, [p], in units of the raw features; 0 where a value is missing.</param>
    /// <exception cref="ArgumentException">A length is not the network's, or there is no such output.</exception>
    public void ScoreGradient(ReadOnlySpan<float> row, int output, Span<float> gradient)
    {
        RunFor(row, output, gradient);
        Activation link = _network.Shape.Layers[^1].Activation;
        Span<float> delta = _buffers.Delta[^1];
        delta[output] = _network.Outputs is { } scaling ? scaling.Scale.Span[output] : 1f;
        link.Forward(Z, _outputs);
        link.Backward(Z, _outputs, delta);
        BackToFeatures(row, gradient);
    }

    private void RunFor(ReadOnlySpan<float> row, int output, Span<float> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, _network.Shape.Inputs, nameof(gradient));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)_network.Shape.Outputs, nameof(output));
        Run(row);
        _buffers.Delta[^1].AsSpan().Clear();
    }

    /// <summary>From δ^L down to the raw features.</summary>
    private void BackToFeatures(ReadOnlySpan<float> row, Span<float> gradient)
    {
        _backward.Run(0, 1);
        ReadOnlySpan<float> weights = _network.Packed.Weights(0), delta = _buffers.Delta[0];
        for (int i = 0; i < gradient.Length; i++)
        {
            float slope = TensorPrimitives.Dot(weights.Slice(i * delta.Length, delta.Length), delta);
            gradient[i] = _network.Inputs is { } inputs ? slope * inputs.Slope(i, row[i]) : float.IsNaN(row[i]) ? 0f : slope;
        }
    }

    private void Run(ReadOnlySpan<float> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, _network.Shape.Inputs, nameof(row));
        if (_network.Inputs is { } scaling)
        {
            scaling.Apply(row, _buffers.Inputs);
        }
        else
        {
            row.CopyTo(_buffers.Inputs);
        }

        _forward.Run(0, 1);
    }

    private void Run(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, indices.Length, nameof(values));
        if (_network.Inputs is { IsCentred: true })
        {
            RunDense(indices, values);
            return;
        }

        if (_network.Inputs is { } scaling)
        {
            Array.Resize(ref _values, Math.Max(_values.Length, values.Length));
            scaling.Apply(indices, values, _values);
            values = _values.AsSpan(0, values.Length);
        }

        SparseProduct.Forward(indices, values, _network.Packed.Weights(0), _network.Packed.Biases(0), _buffers.Z[0]);
        _forward.ActivateFirst(0, 1);
        _forward.RunAboveFirst(0, 1);
    }

    /// <summary>Zeros become something else than zeros when means are subtracted, so the row is written out.</summary>
    private void RunDense(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        Array.Resize(ref _values, Math.Max(_values.Length, _network.Shape.Inputs));
        Span<float> row = _values.AsSpan(0, _network.Shape.Inputs);
        row.Clear();
        for (int i = 0; i < indices.Length; i++)
        {
            row[indices[i]] = values[i];
        }

        Run(row);
    }

    private void Finish(Span<float> outputs)
    {
        _network.Shape.Layers[^1].Activation.Forward(Z, Exactly(outputs, nameof(outputs)));
        _network.Outputs?.Apply(outputs);
    }

    private Span<float> Exactly(Span<float> outputs, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, _network.Shape.Outputs, name);
        return outputs;
    }
}
