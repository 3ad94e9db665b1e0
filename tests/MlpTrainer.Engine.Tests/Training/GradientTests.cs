namespace MlpTrainer.Engine.Tests;

/// <summary>Backpropagation against finite differences of a naive network in double: seven rows, unequal example weights.</summary>
public class GradientTests
{
    public static TheoryData<string, string> EveryActivationAndCost
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (Activation activation in Activation.All)
            {
                foreach (CostReference cost in CostReference.All)
                {
                    cases.Add(activation.Name, cost.Label);
                }
            }

            return cases;
        }
    }

    public static TheoryData<string> EveryCost => [.. CostReference.All.Select(cost => cost.Label)];

    [Theory, MemberData(nameof(EveryActivationAndCost))]
    public void BackpropagationMatchesFiniteDifferences(string activation, string cost) =>
        Problem(cost, Options(cost, activation)).AssertEngineAgrees();

    [Theory, MemberData(nameof(EveryCost))]
    public void WithoutHiddenLayersToo(string cost)
    {
        CostReference reference = CostReference.Find(cost);
        Problem(cost, Plain.Options with { HiddenLayers = [], Cost = reference.Cost, L2Regularization = 0.05 }).AssertEngineAgrees();
    }

    [Fact]
    public void EveryCostIsAmongTheReferences() =>
        Assert.All(Cost.All, cost => Assert.Contains(CostReference.All, reference => reference.Cost.GetType() == cost.GetType()));

    /// <summary>What a cost without a formula in the references is tested by: differences of its own value.</summary>
    [Fact]
    public void ACostMayBeItsOwnReference()
    {
        foreach (Cost cost in Cost.All.Where(cost => cost is ElementwiseCost or OutputCost))
        {
            new TinyProblem(CostReference.OfItself(cost), Plain.Options with { HiddenLayers = [4], Cost = cost }).AssertEngineAgrees();
        }
    }

    [Fact]
    public void SumInsteadOfMean()
    {
        var options = Plain.Options with { HiddenLayers = [4], Cost = new QuadraticCost { Reduction = Reduction.Sum }, L2Regularization = 0.1 };
        Problem("quadratic", options).AssertEngineAgrees();
    }

    [Fact]
    public void WithoutBiases() =>
        Problem("cross-entropy", Plain.Options with { HiddenLayers = [4, 3], UseBiases = false, Activation = Activation.Tanh }).AssertEngineAgrees();

    [Fact]
    public void WithL1() =>
        Problem("cross-entropy", Plain.Options with { HiddenLayers = [4], L1Regularization = 0.03, L2Regularization = 0 }).AssertEngineAgrees();

    [Fact]
    public void WithADifferentActivationInEachLayer()
    {
        Activation[] activations = [Activation.Gelu, Activation.Relu, Activation.Sigmoid];
        Problem("cross-entropy", Plain.Options with { HiddenLayers = [4, 5, 3], LayerActivations = activations }).AssertEngineAgrees();
    }

    [Fact]
    public void WithSparseRows() =>
        Problem("cross-entropy", Plain.Options with { HiddenLayers = [4, 3], Activation = Activation.Tanh }, sparse: true).AssertEngineAgrees();

    [Fact]
    public void WithClassWeights()
    {
        var options = Plain.Options with
        {
            HiddenLayers = [4],
            Cost = new SoftmaxCrossEntropyCost(),
            ClassWeights = ClassWeights.Explicit(1f, 5f, 0.2f),
        };
        new TinyProblem(CostReference.Find("softmax cross-entropy"), options, outputs: 3).AssertEngineAgrees();
    }

    [Fact]
    public void AStepAgainstTheGradientLowersTheCostAndAStepAlongItRaisesIt()
    {
        TinyProblem problem = Problem("cross-entropy", Plain.Options with { HiddenLayers = [4], Activation = Activation.Sigmoid });
        float[] gradient = problem.Engine().Gradient;
        double Cost(double step) => problem.ReferenceCost([.. problem.Parameters.Select((w, i) => w + (step * gradient[i]))]);
        Assert.True(Cost(-0.1) < Cost(0));
        Assert.True(Cost(0.1) > Cost(0));
    }

    private static TrainingOptions Options(string cost, string activation) => Plain.Options with
    {
        HiddenLayers = [4, 3],
        Activation = Activation.ByName(activation),
        Cost = CostReference.Find(cost).Cost,
        L2Regularization = 0.05,
    };

    private static TinyProblem Problem(string cost, TrainingOptions options, bool sparse = false) =>
        new(CostReference.Find(cost), options, sparse: sparse);
}
