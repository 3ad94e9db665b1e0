namespace MlpTrainer.Engine.Tests;

/// <summary>The merged network against its members, each scored alone by a plain forward pass in double on codes by their definition.</summary>
public sealed class MergedNetworkTests
{
    private static readonly TrainingSet s_set = Mixed();

    public static TheoryData<string> Mixtures => new("N", "A", "C", "NA", "CA", "NC", "NNCCAA");

    [Theory, MemberData(nameof(Mixtures))]
    public void ItsScoresAreTheWeightedMeanOfTheMembers(string mixture)
    {
        foreach (int outputs in new[] { 1, 3 })
        {
            (TrainingScales scales, var members) = Members(mixture, outputs, [7]);
            TrainedNetwork merged = MergedNetwork.Of(members, scales, s_set.FeatureCount, Options(outputs, [7]));
            CheckScores(merged, members, scales, outputs);
        }
    }

    [Fact]
    public void WithoutCodesLinearMembersAloneAreALinearNetwork()
    {
        (TrainingScales scales, var members) = Members("AA", 1, [7]);
        scales = scales with { Codes = null };
        members = [.. members.Select((member, i) => (member.Kind, Random(s_set.FeatureCount, 1, [], i), member.Weight))];
        TrainedNetwork merged = MergedNetwork.Of(members, scales, s_set.FeatureCount, Options(1, [7]));
        Assert.Single(merged.Shape.Layers);
        CheckScores(merged, members, scales, 1);
    }

    [Fact]
    public void SeveralHiddenLayersAreBlocks()
    {
        (TrainingScales scales, var members) = Members("NNN", 2, [5, 4, 3]);
        scales = scales with { Codes = null };
        TrainedNetwork merged = MergedNetwork.Of(members, scales, s_set.FeatureCount, Options(2, [5, 4, 3]));
        Assert.Equal([15, 12, 9, 2], merged.Shape.Layers.Select(layer => layer.Outputs));
        CheckScores(merged, members, scales, 2);
    }

    [Fact]
    public void NetworksWithoutHiddenLayersAddUp()
    {
        (TrainingScales scales, var members) = Members("NNN", 2, []);
        TrainedNetwork merged = MergedNetwork.Of(members, scales with { Codes = null }, s_set.FeatureCount, Options(2, []));
        Assert.Single(merged.Shape.Layers);
        CheckScores(merged, members, scales with { Codes = null }, 2);
    }

    /// <summary>Networks of three hidden layers beside kinds that have one or none: these pass their units on.</summary>
    [Theory, InlineData("NA"), InlineData("NC"), InlineData("NNCCAA"), InlineData("AN")]
    public void MembersOfFewerLayersPassTheirUnitsOn(string mixture)
    {
        (TrainingScales scales, var members) = Members(mixture, 2, [9]);
        members = [.. members.Select((member, i) => member.Kind == MemberKind.Network ? (member.Kind, Random(s_set.FeatureCount, 2, [40, 6, 3], i), member.Weight) : member)];
        TrainedNetwork merged = MergedNetwork.Of(members, scales, s_set.FeatureCount, Options(2, [40, 6, 3]) with { Activation = Activation.Tanh, LayerActivations = [Activation.Relu, Activation.Relu, Activation.Relu] });
        Assert.Equal(mixture.Contains('C') ? 5 : 4, merged.Shape.Layers.Count);
        CheckScores(merged, members, scales, 2);
    }

    private static void CheckScores(
        TrainedNetwork merged, IReadOnlyList<(MemberKind Kind, TrainedNetwork Network, double Weight)> members, TrainingScales scales, int outputs)
    {
        Scorer scorer = merged.CreateScorer();
        float[] x = new float[s_set.FeatureCount], z = new float[outputs];
        for (int row = 0; row < s_set.RowCount; row += 7)
        {
            s_set.Store.Dense![row].CopyTo(x);
            scorer.PreActivation(x, z);
            double[] expected = new double[outputs];
            foreach ((MemberKind kind, TrainedNetwork network, double weight) in members)
            {
                double[] own = Forward(network, Seen(x, scales, kind));
                for (int j = 0; j < outputs; j++)
                {
                    expected[j] += weight * own[j];
                }
            }

            for (int j = 0; j < outputs; j++)
            {
                Assert.Equal(expected[j], z[j], 2e-4 * Math.Max(1, Math.Abs(expected[j])));
            }
        }
    }

    private static double[] Seen(float[] x, TrainingScales scales, MemberKind kind)
    {
        float[] scaled = new float[x.Length];
        scales.Inputs!.Apply(x, scaled);
        if (scales.Codes is not { } codes || kind == MemberKind.Network)
        {
            return Array.ConvertAll(scaled, value => (double)value);
        }

        List<double> seen = [];
        for (int k = 0; k < x.Length; k++)
        {
            float[] b = codes.Knots(k).ToArray();
            for (int t = 1; t < b.Length; t++)
            {
                double share = ((double)scaled[k] - b[t - 1]) / ((double)b[t] - b[t - 1]);
                seen.Add(t == 1 ? Math.Min(share, 1) : t == b.Length - 1 ? Math.Max(share, 0) : Math.Clamp(share, 0, 1));
            }

            seen.Add(scaled[k]);
        }

        return [.. seen];
    }

    private static double[] Forward(TrainedNetwork network, double[] a)
    {
        for (int l = 0; l < network.Shape.Layers.Count; l++)
        {
            LayerShape layer = network.Shape.Layers[l];
            (float[] w, float[] b) = (network.Weights(l).ToArray(), network.Biases(l).ToArray());
            double[] below = a;
            a = [.. Enumerable.Range(0, layer.Outputs).Select(j => b[j] + Enumerable.Range(0, layer.Inputs).Sum(i => below[i] * w[(i * layer.Outputs) + j]))];
            a = l < network.Shape.Layers.Count - 1 ? Array.ConvertAll(a, value => Math.Max(0, value)) : a;
        }

        return a;
    }

    private static (TrainingScales Scales, IReadOnlyList<(MemberKind Kind, TrainedNetwork Network, double Weight)> Members) Members(string mixture, int outputs, int[] hidden)
    {
        InputScaling inputs = InputStatistics.Learn(s_set, standardize: true, imputeMissing: true, saturate: true)!;
        var scales = new TrainingScales(inputs, null, PiecewiseCodes.Learn(s_set, inputs, 6));
        return (scales, [.. mixture.Select((letter, i) =>
        {
            MemberKind kind = letter == 'N' ? MemberKind.Network : letter == 'C' ? MemberKind.CodedNetwork : MemberKind.Additive;
            int features = kind == MemberKind.Network ? s_set.FeatureCount : scales.Codes!.Width;
            return (kind, Random(features, outputs, kind == MemberKind.Additive ? [] : hidden, i), (i + 1.0) / (mixture.Length * (mixture.Length + 1) / 2));
        })]);
    }

    private static TrainedNetwork Random(int features, int outputs, int[] hidden, int seed)
    {
        var shape = new NetworkShape(features, [.. hidden, outputs], [.. hidden.Select(_ => Activation.Relu), outputs == 1 ? Activation.Sigmoid : Activation.Softmax]);
        var random = new Random(seed);
        return new TrainedNetwork(shape, [.. Enumerable.Range(0, shape.ParameterCount).Select(_ => (random.NextSingle() * 2) - 1)]);
    }

    private static TrainingOptions Options(int outputs, int[] hidden) => new()
    {
        HiddenLayers = hidden, Cost = outputs == 1 ? new CrossEntropyCost() : new SoftmaxCrossEntropyCost(),
    };

    /// <summary>Numbers with a tail, few values, two values of either sign, a constant, missing ones.</summary>
    private static TrainingSet Mixed()
    {
        var random = new Random(3);
        var builder = new TrainingSetBuilder(7, 1);
        for (int i = 0; i < 300; i++)
        {
            builder.Add(
                [(float)Math.Exp(3 * random.NextDouble()), i % 3, i % 2, -(i % 2), 5f, random.NextDouble() < 0.1 ? float.NaN : random.NextSingle(), random.NextDouble() < 0.8 ? 0f : random.NextSingle()],
                [i % 2]);
        }

        return builder.Build();
    }
}
