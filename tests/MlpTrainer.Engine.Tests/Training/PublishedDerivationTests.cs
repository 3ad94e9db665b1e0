using static MlpTrainer.Engine.Tests.Matrix;

namespace MlpTrainer.Engine.Tests;

/// <summary>
/// Five published derivations of backpropagation, each by its own formulas in double on a small network, every gradient entry compared with the engine's.
/// </summary>
public class PublishedDerivationTests
{
    private static readonly double[,] s_x = { { 0.5, -1.2, 0.3 }, { -0.7, 0.4, 1.1 }, { 1.5, 0.2, -0.6 }, { -0.1, -0.9, 0.8 }, { 0.6, 1.3, -1.4 } };
    private static readonly double[,] s_y = { { 1 }, { 0 }, { 1 }, { 1 }, { 0 } };
    private static readonly double[,] s_w1 = { { 0.2, -0.5, 0.8, 0.1 }, { -0.4, 0.3, 0.6, -0.7 }, { 0.9, 0.15, -0.25, 0.35 } };
    private static readonly double[,] s_b1 = { { 0.1, -0.2, 0.05, 0.3 } };
    private static readonly double[,] s_w2 = { { 0.7 }, { -0.6 }, { 0.45 }, { 0.25 } };
    private static readonly double[,] s_b2 = { { -0.15 } };
    private const double M = 5;                                             // rows

    /// <summary>C = (1/n)Σ(y − a^L)²; ∂C/∂w^L = (1/n)Σ −2(y − a^L)·σ′(z^L)·a^(L−1), σ′ = σ(1 − σ).</summary>
    [Fact]
    public void QuadraticCostWithoutTheHalf()
    {
        double[,] z1 = AddRow(Times(s_x, s_w1), s_b1), a1 = Map(z1, Sigmoid), z2 = AddRow(Times(a1, s_w2), s_b2), a2 = Map(z2, Sigmoid);
        double[,] outer = Zip(Zip(s_y, a2, (y, a) => -2 * (y - a) / M), Map(z2, SigmoidSlope), (e, s) => e * s);
        double[,] inner = Zip(Times(outer, Transpose(s_w2)), Map(z1, SigmoidSlope), (e, s) => e * s);
        var derivation = new Derivation(new QuadraticOutputCost(Activation.Sigmoid), Activation.Sigmoid, s_x, s_y, [s_w1, s_b1, s_w2, s_b2]);
        derivation.AssertEngine(
            Sum(Zip(s_y, a2, (y, a) => (y - a) * (y - a) / M)),
            Times(Transpose(s_x), inner), Times(Ones(1, 5), inner), Times(Transpose(a1), outer), Times(Ones(1, 5), outer));
    }

    /// <summary>J = −yᵀ·log f(X) − (1 − y)ᵀ·log(1 − f(X)), summed, no biases; ∂J/∂Z^L = A^L − y, ∂J/∂W^l = (A^(l−1))ᵀ·∂J/∂Z^l, ∂J/∂Z^l = ∂J/∂Z^(l+1)·(W^(l+1))ᵀ ⊙ g′(Z^l).</summary>
    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    [InlineData("gelu")]
    [InlineData("silu")]
    public void LogLossSummedOverTheBatchInMatrixForm(string hidden)
    {
        double[,] z1 = Times(s_x, s_w1), a1 = Map(z1, z => ActivationReference.Value(hidden, z)), a2 = Map(Times(a1, s_w2), Sigmoid);
        double[,] dz2 = Zip(a2, s_y, (a, y) => a - y);
        double[,] dz1 = Zip(Times(dz2, Transpose(s_w2)), Map(z1, z => ActivationReference.Slopes(hidden, z).Right), (e, g) => e * g);
        double cost = -Sum(Times(Transpose(s_y), Map(a2, Math.Log))) - Sum(Times(Transpose(Map(s_y, y => 1 - y)), Map(a2, a => Math.Log(1 - a))));
        var derivation = new Derivation(new CrossEntropyCost { Reduction = Reduction.Sum }, Activation.ByName(hidden), s_x, s_y, [s_w1, s_w2]);
        derivation.AssertEngine(cost, Times(Transpose(s_x), dz1), Times(Transpose(a1), dz2));
    }

    /// <summary>δ^L = ∇_aC ⊙ σ′(z^L) for the quadratic cost, σ(z^L) − y for cross-entropy; below δ^l = ((w^(l+1))ᵀδ^(l+1)) ⊙ σ′(z^l), ∂C/∂b^l = δ^l, ∂C/∂w^l = a^(l−1)δ^l; a step against the gradient lowers C.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OutputErrorsCompared(bool quadratic)
    {
        Cost cost = quadratic ? new QuadraticOutputCost(Activation.Sigmoid) { Factor = 0.5 } : new CrossEntropyCost();
        for (int row = 0; row < 5; row++)
        {
            double[,] x = Row(s_x, row), y = Row(s_y, row);
            double[,] z1 = AddRow(Times(x, s_w1), s_b1), a1 = Map(z1, Sigmoid), z2 = AddRow(Times(a1, s_w2), s_b2), a2 = Map(z2, Sigmoid);
            double[,] error = Zip(a2, y, (a, t) => a - t);
            double[,] delta2 = quadratic ? Zip(error, Map(z2, SigmoidSlope), (e, s) => e * s) : error;
            double[,] delta1 = Zip(Transpose(Times(s_w2, Transpose(delta2))), Map(z1, SigmoidSlope), (e, s) => e * s);
            double value = quadratic
                ? Sum(Map(error, e => e * e / 2))
                : -Sum(Zip(y, a2, (t, a) => (t * Math.Log(a)) + ((1 - t) * Math.Log(1 - a))));
            var derivation = new Derivation(cost, Activation.Sigmoid, x, y, [s_w1, s_b1, s_w2, s_b2]);
            derivation.AssertEngine(value, Times(Transpose(x), delta1), delta1, Times(Transpose(a1), delta2), delta2);
            Assert.True(derivation.CostAfterStep(-0.1) < value);
            Assert.True(derivation.CostAfterStep(0.1) > value);
        }
    }

    /// <summary>Mean binary cross-entropy over m rows in column convention, Z = W·A + b, ∂J/∂W^[i] = (1/m)·∂J/∂Z^[i]·(A^[i−1])ᵀ: the transposes of ours.</summary>
    [Fact]
    public void MeanBinaryCrossEntropyInColumnConvention()
    {
        double[,] a0 = Transpose(s_x), w1 = Transpose(s_w1), w2 = Transpose(s_w2);
        double[,] z1 = AddColumn(Times(w1, a0), Transpose(s_b1)), a1 = Map(z1, Math.Tanh);
        double[,] z2 = AddColumn(Times(w2, a1), Transpose(s_b2)), a2 = Map(z2, Sigmoid);
        double[,] dz2 = Zip(a2, Transpose(s_y), (a, y) => a - y);
        double[,] dz1 = Zip(Times(Transpose(w2), dz2), a1, (e, a) => e * (1 - (a * a)));
        double[,] dw2 = Scale(Times(dz2, Transpose(a1)), 1 / M), dw1 = Scale(Times(dz1, Transpose(a0)), 1 / M);
        double[,] db2 = Scale(Times(dz2, Ones(5, 1)), 1 / M), db1 = Scale(Times(dz1, Ones(5, 1)), 1 / M);
        double cost = -Sum(Zip(Transpose(s_y), a2, (y, a) => (y * Math.Log(a)) + ((1 - y) * Math.Log(1 - a)))) / M;
        var derivation = new Derivation(new CrossEntropyCost(), Activation.Tanh, s_x, s_y, [s_w1, s_b1, s_w2, s_b2]);
        derivation.AssertEngine(cost, Transpose(dw1), Transpose(db1), Transpose(dw2), Transpose(db2));
    }

    /// <summary>J = (1/m)Σ ½‖h(x) − y‖² + (λ/2)ΣΣΣ W_ji², vector outputs, no bias, and one step W ← W − α·∂J/∂W of batch gradient descent, number by number.</summary>
    [Fact]
    public void HalfQuadraticWithWeightDecayAndOneStepOfBatchGradientDescent()
    {
        const double Lambda = 0.3, Alpha = 0.5;
        double[,] y = { { 1, 0.2 }, { 0, 0.7 }, { 0.9, 0.1 }, { 0.4, 0.4 }, { 0.3, 1 } };
        double[,] w2 = { { 0.7, -0.1 }, { -0.6, 0.35 }, { 0.45, 0.5 }, { 0.25, -0.8 } };
        double[,] z1 = Times(s_x, s_w1), a1 = Map(z1, Sigmoid), z2 = Times(a1, w2), a2 = Map(z2, Sigmoid);
        double[,] delta2 = Zip(Zip(a2, y, (a, t) => a - t), Map(z2, SigmoidSlope), (e, s) => e * s);
        double[,] delta1 = Zip(Times(delta2, Transpose(w2)), Map(z1, SigmoidSlope), (e, s) => e * s);
        double[,] dw1 = Plus(Scale(Times(Transpose(s_x), delta1), 1 / M), Scale(s_w1, Lambda));
        double[,] dw2 = Plus(Scale(Times(Transpose(a1), delta2), 1 / M), Scale(w2, Lambda));
        double cost = (Sum(Zip(a2, y, (a, t) => (a - t) * (a - t))) / 2 / M) + (Lambda / 2 * (Sum(Map(s_w1, w => w * w)) + Sum(Map(w2, w => w * w))));
        var squared = new QuadraticOutputCost(Activation.Sigmoid) { Factor = 0.5 };
        var derivation = new Derivation(squared, Activation.Sigmoid, s_x, y, [s_w1, w2], Lambda);
        derivation.AssertEngine(cost, dw1, dw2);

        TrainedNetwork stepped = derivation.GradientDescentStep((float)Alpha);
        Compare.Close([.. Flat(Plus(s_w1, Scale(dw1, -Alpha))), .. Flat(Plus(w2, Scale(dw2, -Alpha)))], stepped.Parameters.ToArray());
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double SigmoidSlope(double z) => Sigmoid(z) * (1 - Sigmoid(z));
}
