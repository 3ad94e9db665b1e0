namespace MlpTrainer.Engine;

/// <summary>All members of an ensemble as one ordinary network: one file, one ONNX graph, one scorer. Its z^L is the weighted mean of the members'.</summary>
/// <remarks>
/// Members stand side by side: the first layers share the features and have an embedding each, layers between are block-diagonal, the output layers add up. Members without hidden layers become
/// pairs of ReLU units; those of fewer layers than others pass their last units on, which ReLU leaves as they are. Where some read codes, a first layer of
/// <see cref="CodeUnits"/> serves all. Scoring leaves out the blocks of zeros (<see cref="WeightBands"/>).
/// </remarks>
internal static class MergedNetwork
{
    /// <param name="members">The members, of which those of weight 0 are left out; at least one has weight.</param>
    /// <param name="scales">The scaling that all were trained with, and the codes.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="options">Activations and cost.</param>
    /// <param name="shift">What is added to z^L; empty: nothing.</param>
    public static TrainedNetwork Of(
        IReadOnlyList<(MemberKind Kind, TrainedNetwork Network, double Weight)> members, TrainingScales scales, int features, TrainingOptions options, ReadOnlySpan<float> shift = default)
    {
        members = [.. members.Where(member => member.Weight > 0)];
        (TrainedNetwork, double)[] additive = [.. members.Where(IsSum).Select(member => (member.Network, member.Weight))];
        MemberLayer? sum = additive.Length > 0 ? MemberLayers.Sum(additive) : null;
        if (additive.Length == members.Count && scales.Codes is null)
        {
            return Network([Shifted(sum!, shift)], scales, features, options);
        }

        bool wantsUnits = members.Any(member => !IsSum(member) && (member.Kind == MemberKind.CodedNetwork || options.NumericalEmbedding is not null));
        CodeUnits? front = scales.Codes is { } codes && wantsUnits ? new CodeUnits(codes, withPairs: true) : null;
        List<MemberLayers> blocks = [.. members.Where(member => !IsSum(member))
            .Select(member => MemberLayers.Of(member.Network, member.Weight, front))];
        if (sum is not null)
        {
            blocks.AddRange(front is not null ? [MemberLayers.OfLinear(MemberLayers.OnUnits(sum, front))]
                : scales.Codes is not null ? MemberLayers.OfAdditive(sum, scales.Codes) : [MemberLayers.OfLinear(sum)]);
        }

        List<MemberLayer> layers = [];
        if (front is not null)
        {
            var first = new MemberLayer(new float[features * front.Count], new float[front.Count], features, front.Count);
            front.Fill(first.Weights, first.Biases, front.Count, 0);
            layers.Add(first);
        }

        int depth = blocks.Max(block => block.Layers.Count);
        blocks = blocks.ConvertAll(block => block.OfDepth(depth));
        for (int l = 0; l < depth; l++)
        {
            MemberLayer[] own = [.. blocks.Select(block => block.Layers[l])];
            layers.Add(l == depth - 1 ? Added(own, [.. blocks.Select(block => block.Weight)]) : SideBySide(own, shared: l > 0 ? 0 : front?.Count ?? features));
        }

        layers[^1] = Shifted(layers[^1], shift);
        TrainedNetwork[] networks = [.. members.Select(member => member.Network)];
        return Network(layers, scales, features, options, scales.Embedding is null ? null : networks);
    }

    private static MemberLayer Shifted(MemberLayer output, ReadOnlySpan<float> shift)
    {
        float[] biases = [.. output.Biases];
        for (int j = 0; j < Math.Min(biases.Length, shift.Length); j++)
        {
            biases[j] += shift[j];
        }

        return output with { Biases = biases };
    }

    /// <summary>Whether a member has no hidden layer.</summary>
    private static bool IsSum((MemberKind Kind, TrainedNetwork Network, double Weight) member) => member.Network.Shape.Layers.Count == 1;

    /// <summary>The columns of all: over inputs that are the same for all, then each over its own.</summary>
    private static MemberLayer SideBySide(MemberLayer[] layers, int shared)
    {
        int inputs = shared + layers.Sum(layer => layer.Inputs - shared), outputs = layers.Sum(layer => layer.Outputs), row = 0, column = 0;
        float[] weights = new float[Length(inputs, outputs)];
        foreach (MemberLayer layer in layers)
        {
            for (int i = 0; i < layer.Inputs; i++)
            {
                layer.Weights.AsSpan(i * layer.Outputs, layer.Outputs).CopyTo(weights.AsSpan(((i < shared ? i : row + i) * outputs) + column));
            }

            (row, column) = (row + layer.Inputs - shared, column + layer.Outputs);
        }

        return new MemberLayer(weights, [.. layers.SelectMany(layer => layer.Biases)], inputs, outputs);
    }

    /// <summary>The output layers one below the other, each times its member's weight.</summary>
    private static MemberLayer Added(MemberLayer[] layers, double[] weights)
    {
        double[] biases = new double[layers[0].Biases.Length];
        for (int m = 0; m < layers.Length; m++)
        {
            for (int j = 0; j < biases.Length; j++)
            {
                biases[j] += weights[m] * layers[m].Biases[j];
            }
        }

        float[] all = [.. layers.Zip(weights).SelectMany(pair => pair.First.Weights.Select(weight => (float)(weight * pair.Second)))];
        return new MemberLayer(all, Array.ConvertAll(biases, bias => (float)bias), layers.Sum(layer => layer.Inputs), layers[0].Outputs);
    }

    private static int Length(int inputs, int outputs) => (long)inputs * outputs <= Array.MaxLength ? inputs * outputs
        : throw new InvalidOperationException(Invariant(
            $"The members of an ensemble side by side must have at most {Array.MaxLength} weights in a layer, but have {inputs}×{outputs}. Use fewer members or units."));

    /// <summary>Layers before the members' own are units. Embeddings of members stand one after the other.</summary>
    private static TrainedNetwork Network(
        List<MemberLayer> layers, TrainingScales scales, int features, TrainingOptions options, TrainedNetwork[]? embedded = null)
    {
        int own = Math.Min(options.HiddenLayers.Count, layers.Count - 1);
        IEnumerable<Activation> units = Enumerable.Repeat(Activation.Relu, layers.Count - 1 - own), hidden = Enumerable.Repeat(options.Activation, own);
        hidden = options.LayerActivations is not { Count: > 0 } each ? hidden : each.Count == own ? each : Enumerable.Repeat(each[0], own);
        var shape = new NetworkShape(features, [.. layers.Select(layer => layer.Outputs)], [.. units, .. hidden, options.Cost.Link], options.UseBiases, Embedding(embedded));
        IEnumerable<float> parameters = layers.SelectMany(layer => layer.Weights.Concat(layer.Biases)).Concat(EmbeddingParameters(embedded ?? []));
        return new TrainedNetwork(shape, [.. parameters], scales.Inputs, scales.Targets);
    }

    private static EmbeddingShape? Embedding(TrainedNetwork[]? members) => members?[0].Shape.Embedding is not { } one ? null
        : new EmbeddingShape([.. members.SelectMany(_ => one.Features)], one.Frequencies, one.Outputs);

    /// <summary>Frequencies of all, then weights of all, phases, biases.</summary>
    private static IEnumerable<float> EmbeddingParameters(TrainedNetwork[] members) =>
        members.SelectMany(member => member.ForRows.EmbeddingFrequencies.ToArray())
            .Concat(members.SelectMany(member => member.ForRows.EmbeddingWeights.ToArray()))
            .Concat(members.SelectMany(member => member.ForRows.EmbeddingPhases.ToArray()))
            .Concat(members.SelectMany(member => member.ForRows.EmbeddingBiases.ToArray()));
}
