namespace MlpTrainer.Engine.Tests;

public class CostTests
{
    private const int RowCount = 5;

    private static readonly float[] s_weights = [0.5f, 2f, 0f, 1.25f, 0.1f];

    public static TheoryData<string> Labels => [.. CostReference.All.Select(reference => reference.Label)];

    public static TheoryData<string, int> LabelsAndOutputs
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (CostReference reference in CostReference.All)
            {
                data.Add(reference.Label, 1);
                data.Add(reference.Label, 3);
            }

            return data;
        }
    }

    [Fact]
    public void NamesAreUnique() => Assert.Equal(Cost.All.Count, Cost.All.Select(cost => cost.Name).Distinct().Count());

    [Theory, MemberData(nameof(LabelsAndOutputs))]
    public void ValueIsTheWeightedSumOfTheFormula(string label, int outputs)
    {
        CostReference reference = CostReference.Find(label);
        (float[] z, float[] targets) = Rows(reference, outputs);
        double expected = Enumerable.Range(0, RowCount).Sum(i => s_weights[i] * RowCost(reference, z, targets, outputs, i, -1, 0));
        double actual = reference.Cost.Evaluate(new CostRows(z, targets, s_weights, outputs), new float[z.Length]);
        Assert.Equal(expected, actual, 2e-6 * Math.Max(1, expected));
    }

    [Theory, MemberData(nameof(LabelsAndOutputs))]
    public void DeltaIsTheSlopeOfTheFormula(string label, int outputs)
    {
        CostReference reference = CostReference.Find(label);
        (float[] z, float[] targets) = Rows(reference, outputs);
        float[] delta = new float[z.Length];
        reference.Cost.Evaluate(new CostRows(z, targets, s_weights, outputs), delta);
        for (int i = 0; i < z.Length; i++)
        {
            const double Step = 1e-5;
            double above = RowCost(reference, z, targets, outputs, i / outputs, i % outputs, Step);
            double below = RowCost(reference, z, targets, outputs, i / outputs, i % outputs, -Step);
            double expected = s_weights[i / outputs] * (above - below) / (2 * Step);
            Assert.Equal(expected, delta[i], 2e-6 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void AQuadraticCostOnTheExponentialIsRefused() => Assert.Contains(
        "but was exponential", Assert.Throws<ArgumentException>(() => new QuadraticOutputCost(Activation.Exponential)).Message, StringComparison.Ordinal);

    [Theory, MemberData(nameof(LabelsAndOutputs))]
    public void TwiceTheWeightIsTheRowTwice(string label, int outputs)
    {
        CostReference reference = CostReference.Find(label);
        (float[] z, float[] targets) = Rows(reference, outputs);
        int width = reference.Cost.TargetWidth(outputs);
        float[] delta = new float[outputs], deltaTwice = new float[2 * outputs];
        double once = reference.Cost.Evaluate(new CostRows(z.AsSpan(0, outputs), targets.AsSpan(0, width), [2f], outputs), delta);
        float[] rowTwice = [.. z[..outputs], .. z[..outputs]], targetTwice = [.. targets[..width], .. targets[..width]];
        double twice = reference.Cost.Evaluate(new CostRows(rowTwice, targetTwice, [1f, 1f], outputs), deltaTwice);
        Assert.Equal(twice, once, 1e-9 * Math.Max(1, twice));
        for (int j = 0; j < outputs; j++)
        {
            Assert.Equal(deltaTwice[j] + deltaTwice[outputs + j], delta[j], 1e-6f);
        }
    }

    [Theory, MemberData(nameof(LabelsAndOutputs))]
    public void FarOutValuesStayFiniteAndPointBack(string label, int outputs)
    {
        CostReference reference = CostReference.Find(label);
        foreach (float far in (float[])[-1e4f, -100f, 100f, 1e4f])
        {
            (float[] z, float[] targets) = Rows(reference, outputs);
            Array.Fill(z, far);
            float[] delta = new float[z.Length];
            double value = reference.Cost.Evaluate(new CostRows(z, targets, s_weights, outputs), delta);
            Assert.True(double.IsFinite(value) && value >= -1e-9, $"{label} at {far}: {value}");
            Assert.All(delta, d => Assert.True(float.IsFinite(d), $"{label} at {far}: {d}"));
            for (int j = 0; j < outputs; j++)
            {
                Assert.Equal(0f, delta[(2 * outputs) + j]);
            }
        }
    }

    [Theory, MemberData(nameof(Labels))]
    public void TheUsersCheckAgrees(string label)
    {
        CostCheck.Verify(CostReference.Find(label).Cost, outputs: 1);
        CostCheck.Verify(CostReference.Find(label).Cost, outputs: 4);
    }

    [Theory, MemberData(nameof(Labels))]
    public void LinkAndTargetRulesAreConsistent(string label)
    {
        Cost cost = CostReference.Find(label).Cost;
        Assert.Contains(cost.Link, Activation.Outputs);
        Assert.False(cost.AcceptsTarget(float.NaN, 3));
        Assert.False(cost.AcceptsTarget(float.PositiveInfinity, 3));
        Assert.False(cost.AcceptsTarget(float.NegativeInfinity, 3));
        Assert.Equal(cost.TargetRule is null, cost.AcceptsTarget(-1f, 3) && cost.AcceptsTarget(0.5f, 3) && cost.AcceptsTarget(7f, 3));
        Assert.True(!cost.TargetsMayBeStandardized || (cost.Link == Activation.Identity && cost.TargetRule is null));
        Assert.All(CostReference.Find(label).Targets, target => Assert.True(cost.AcceptsTarget(target, 3)));
    }

    private static (float[] Z, float[] Targets) Rows(CostReference reference, int outputs)
    {
        int width = reference.Cost.TargetWidth(outputs);
        float[] z = [.. Enumerable.Range(0, RowCount * outputs).Select(i => (((i * 7) % 15) - 7) / 2.9f)];
        float[] targets = [.. Enumerable.Range(0, RowCount * width).Select(i => reference.Targets[i % RowCount])];
        if (width < outputs)
        {
            targets = [.. Enumerable.Range(0, RowCount).Select(i => (float)(i % outputs))];
        }

        return (z, targets);
    }

    /// <summary>The formula's cost of row i with its output j moved by step.</summary>
    private static double RowCost(CostReference reference, float[] z, float[] targets, int outputs, int i, int j, double step)
    {
        int width = reference.Cost.TargetWidth(outputs);
        double[] row = [.. z[(i * outputs)..((i + 1) * outputs)].Select((value, k) => value + (k == j ? step : 0))];
        return reference.Row(row, [.. targets[(i * width)..((i + 1) * width)].Select(value => (double)value)]);
    }
}
