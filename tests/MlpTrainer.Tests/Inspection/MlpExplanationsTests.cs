using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Inspection;

/// <summary>Explanations by name: what they add up to, and what a sum of separate effects is explained by.</summary>
public class MlpExplanationsTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<Named> _rows = Named.Rows(300);
    private readonly IDataView _data;

    public MlpExplanationsTests() => _data = _mlContext.Data.LoadFromEnumerable(_rows);

    [Fact]
    public void ContributionsAddUpToScoreMinusBase()
    {
        ITransformer binary = Named.Joined(_mlContext).Append(Small.Binary(_mlContext, options => options.LabelColumnName = "IsDear")).Fit(_data);
        float[] scores = Column.Floats(binary.Transform(_data));
        MlpExplanation[] all = [.. binary.Explain(_data)];
        Assert.Equal(scores.Length, all.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.Equal(scores[i], all[i].Score, 1e-5 * (1 + Math.Abs(scores[i])));
            Assert.Equal(all[i].Score - all[i].Base, all[i].Contributions.Sum(one => one.Value), 2e-3 * (1 + Math.Abs(scores[i])));
            Assert.Equal(["Cut", "Height", "Size[0]", "Size[1]", "Width"], all[i].Contributions.Select(one => one.Name).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>Where the score is a sum, a feature's contribution is what the score loses when that feature alone is put to another row's value, beside what it contributes there.</summary>
    [Fact]
    public void OfASumEachHasItsOwnPart()
    {
        ITransformer model = Named.Linear(_mlContext, _data);
        Named first = _rows[0], second = _rows.First(row => row.Cut != first.Cut);
        var changed = new Named { Width = first.Width, Cut = second.Cut, Size = first.Size, Height = first.Height };
        (MlpExplanation before, MlpExplanation after) = (model.Explain(first), model.Explain(changed));
        Assert.Equal(after.Score - before.Score, Of(after, "Cut") - Of(before, "Cut"), 1e-3);
        Assert.Equal(Of(before, "Height"), Of(after, "Height"), 1e-3);
        Assert.True(Math.Abs(after.Score - before.Score) > 0.3, "The cut must matter.");
    }

    [Fact]
    public void TheLargestStandsFirstAndTheTextSaysTheSum()
    {
        MlpExplanation explanation = Named.Linear(_mlContext, _data).Explain(_rows[3]);
        Assert.Equal(explanation.Contributions.Select(one => Math.Abs(one.Value)).OrderDescending(), explanation.Contributions.Select(one => Math.Abs(one.Value)));
        string expected = FormattableString.Invariant($"Score {explanation.Score:0.####} = base {explanation.Base:0.####}")
            + string.Concat(explanation.Contributions.Select(one => FormattableString.Invariant($" + {one.Name} {one.Value:+0.####;-0.####;0}")));
        Assert.Equal(expected, explanation.ToString());
    }

    /// <summary>The ten largest, and the sum of the other 46.</summary>
    [Fact]
    public void OfManyFeaturesTheTextSumsUpTheRest()
    {
        var random = new Random(1);
        IDataView wide = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(_ => new WideRow { Features = [.. Enumerable.Range(0, 56).Select(_ => random.NextSingle())], Number = random.NextSingle() }).ToList());
        MlpExplanation explanation = Small.Regression(_mlContext, options => (options.HiddenLayers, options.MaximumNumberOfEpochs) = ([2], 2)).Fit(wide).Explain(wide).First();
        Assert.Contains(FormattableString.Invariant($" + 46 others {explanation.Contributions.Skip(10).Sum(one => one.Value):+0.####;-0.####;0}"), explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EachClassCanBeExplained()
    {
        ITransformer model = Named.Joined(_mlContext).Append(_mlContext.Transforms.Conversion.MapValueToKey("Class")).Append(Small.Multiclass(_mlContext)).Fit(_data);
        float[] scores = Column.Vectors(model.Transform(_data))[0];
        MlpExplanation predicted = model.Explain(_rows[0]);
        Assert.Equal(Array.IndexOf(scores, scores.Max()), predicted.Output);
        Assert.Equal($"Score of '{_rows[0].Class}'", predicted.ScoreName);
        for (int k = 0; k < 3; k++)
        {
            MlpExplanation explanation = model.Explain(_data, output: k).First();
            Assert.Equal(scores[k], explanation.Score, 1e-5);
            Assert.Equal(scores[k] - explanation.Base, explanation.Contributions.Sum(one => one.Value), 2e-3);
        }
    }

    /// <summary>Of a sum, a number's total effect is |slope|·σ, and a category's the deviation of what its values are worth (within the luck of 256 draws).</summary>
    [Fact]
    public void TotalEffectsOfASumAreItsDeviations()
    {
        ITransformer model = Named.Linear(_mlContext, _data);
        Dictionary<string, double> effects = model.TotalEffects().ToDictionary(one => one.Name, one => one.Value);
        double PerUnit(Action<Named> change)
        {
            Named one = new() { Cut = "good", Size = [0, 0] }, other = new() { Cut = "good", Size = [0, 0] };
            change(other);
            return model.Explain(other).Score - model.Explain(one).Score;
        }

        double height = Math.Abs(PerUnit(row => row.Height = 1)) * Deviation(_rows.Select(row => (double)row.Height));
        double cut = Deviation(_rows.Select(row => PerUnit(other => other.Cut = row.Cut)));
        Assert.Equal(height, effects["Height"], 0.15 * height);
        Assert.Equal(cut, effects["Cut"], 0.15 * cut);
        Assert.Equal("Size[1]", model.TotalEffects()[0].Name);
        Assert.Equal(model.TotalEffects(), model.TotalEffects());
    }

    [Fact]
    public void GradientImportanceHasNames()
    {
        ITransformer model = Named.Linear(_mlContext, _data);
        IReadOnlyList<FeatureValue> importance = model.GradientImportance(_data);
        IReadOnlyList<double> slots = model.Mlp().GradientImportance(model.Transform(_data));
        Assert.Equal(slots[1] + slots[2] + slots[3], importance.Single(one => one.Name == "Cut").Value, 1e-5);
        Assert.Equal(importance.Select(one => one.Value).OrderDescending(), importance.Select(one => one.Value));
    }

    [Fact]
    public void WhatCannotBeExplainedIsSaid()
    {
        ITransformer model = Named.Linear(_mlContext, _data);
        Assert.StartsWith("output must be from 0 to 0 for this model, but was 1.", Assert.Throws<ArgumentOutOfRangeException>(() => model.Explain(_data, output: 1)).Message, StringComparison.Ordinal);
        ITransformer other = _mlContext.Transforms.CopyColumns("A", "Width").Fit(_data);
        Assert.Throws<ArgumentException>(() => other.Explain(_data));
        var dropped = new TransformerChain<ITransformer>(model, _mlContext.Transforms.DropColumns("Features").Fit(model.Transform(_data)));
        Assert.StartsWith("The transformed rows must have the column 'Features'", Assert.Throws<ArgumentException>(() => dropped.Explain(_data)).Message, StringComparison.Ordinal);
    }

    private static double Of(MlpExplanation explanation, string name) => explanation.Contributions.Single(one => one.Name == name).Value;

    private static double Deviation(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
    }

    private sealed class WideRow
    {
        [VectorType(56)]
        public float[] Features { get; set; } = [];

        public float Number { get; set; }
    }
}
