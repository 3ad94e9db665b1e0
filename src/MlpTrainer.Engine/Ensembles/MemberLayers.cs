namespace MlpTrainer.Engine;

/// <summary>One layer of a member, a·W + b.</summary>
internal sealed record MemberLayer(float[] Weights, float[] Biases, int Inputs, int Outputs);

/// <summary>A member's layers as the merged network will hold them, and the factor of its scores.</summary>
/// <param name="Layers">Hidden layers, then the output layer.</param>
/// <param name="Weight">Its share in the scores.</param>
internal sealed record MemberLayers(IReadOnlyList<MemberLayer> Layers, double Weight)
{
    /// <summary>A network's own layers.</summary>
    /// <param name="network">The member.</param>
    /// <param name="weight">Its share.</param>
    /// <param name="units">The units that its first layer is to read in place of x̂ or codes; null to leave it.</param>
    public static MemberLayers Of(TrainedNetwork network, double weight, CodeUnits? units)
    {
        MemberLayer[] layers = [.. network.Shape.Layers.Select((layer, l) =>
            new MemberLayer(network.Weights(l).ToArray(), network.Biases(l).ToArray(), layer.Inputs, layer.Outputs))];
        if (units is not null)
        {
            layers[0] = OnUnits(layers[0], units);
        }

        return new MemberLayers(layers, weight);
    }

    /// <summary>The same with so many layers: before the output layer the units of the last hidden one, which are not negative, are passed on.</summary>
    public MemberLayers OfDepth(int depth)
    {
        if (Layers.Count == depth)
        {
            return this;
        }

        int units = Layers[^1].Inputs;
        float[] identity = new float[units * units];
        for (int j = 0; j < units; j++)
        {
            identity[(j * units) + j] = 1f;
        }

        IEnumerable<MemberLayer> same = Enumerable.Repeat(new MemberLayer(identity, new float[units], units, units), depth - Layers.Count);
        return this with { Layers = [.. Layers.SkipLast(1), .. same, Layers[^1]] };
    }

    /// <summary>A layer without activation in the form that a hidden layer of ReLU units and an output layer give: z = relu(z) − relu(−z).</summary>
    public static MemberLayers OfLinear(MemberLayer linear)
    {
        int k = linear.Outputs;
        var hidden = new MemberLayer(new float[linear.Inputs * 2 * k], new float[2 * k], linear.Inputs, 2 * k);
        float[] output = new float[2 * k * k];
        for (int j = 0; j < k; j++)
        {
            for (int i = 0; i < linear.Inputs; i++)
            {
                float weight = linear.Weights[(i * k) + j];
                (hidden.Weights[(i * 2 * k) + j], hidden.Weights[(i * 2 * k) + k + j]) = (weight, -weight);
            }

            (output[(j * k) + j], output[((k + j) * k) + j]) = (1f, -1f);
        }

        return new MemberLayers([hidden, new MemberLayer(output, linear.Biases, 2 * k, k)], 1);
    }

    /// <summary>A sum of one function of each feature: the units of the codes, weighted, and a linear rest.</summary>
    /// <param name="sum">The layer on the codes.</param>
    /// <param name="codes">The codes.</param>
    public static IEnumerable<MemberLayers> OfAdditive(MemberLayer sum, PiecewiseCodes codes)
    {
        (int k, int features) = (sum.Outputs, codes.Features);
        var units = new CodeUnits(codes, withPairs: false);
        var hidden = new MemberLayer(new float[features * units.Count], new float[units.Count], features, units.Count);
        units.Fill(hidden.Weights, hidden.Biases, units.Count, 0);
        MemberLayer folded = OnUnits(sum, units);
        yield return new MemberLayers([hidden, folded], 1);
        float[] rest = new float[features * k];
        for (int feature = 0, row = 0; feature < features; feature++)
        {
            row += units.HasCodes(feature) ? codes.Knots(feature).Length : 1;
            if (!units.HasCodes(feature))
            {
                sum.Weights.AsSpan((row - 1) * k, k).CopyTo(rest.AsSpan(feature * k));
            }
        }

        if (rest.Any(weight => weight != 0f))
        {
            yield return OfLinear(new MemberLayer(rest, new float[k], features, k));
        }
    }

    /// <summary>A layer that reads units in place of codes or x̂.</summary>
    public static MemberLayer OnUnits(MemberLayer layer, CodeUnits units)
    {
        var folded = new MemberLayer(new float[units.Count * layer.Outputs], [.. layer.Biases], units.Count, layer.Outputs);
        units.Fold(layer.Weights, layer.Outputs, folded.Weights, folded.Biases);
        return folded;
    }

    /// <summary>The weighted sum of layers of one shape.</summary>
    public static MemberLayer Sum(IReadOnlyList<(TrainedNetwork Network, double Weight)> members)
    {
        LayerShape shape = members[0].Network.Shape.Layers[0];
        return new MemberLayer(Sum(n => n.Weights(0)), Sum(n => n.Biases(0)), shape.Inputs, shape.Outputs);

        float[] Sum(Func<TrainedNetwork, ReadOnlyMemory<float>> of)
        {
            double[] sums = new double[of(members[0].Network).Length];
            foreach ((TrainedNetwork network, double weight) in members)
            {
                ReadOnlySpan<float> values = of(network).Span;
                for (int i = 0; i < sums.Length; i++)
                {
                    sums[i] += weight * values[i];
                }
            }

            return Array.ConvertAll(sums, sum => (float)sum);
        }
    }
}
