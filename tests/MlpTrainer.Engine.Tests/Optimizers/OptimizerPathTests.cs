namespace MlpTrainer.Engine.Tests;

/// <summary>
/// Ten steps of each rule against closed forms in double: sums over the whole past, such as m̂ = Σβ^(t−i)g_i / Σβ^(t−i), where the rules
/// themselves keep running means.
/// </summary>
public class OptimizerPathTests
{
    private const double Rate = 0.02;

    private static readonly double[] s_gradients = [0.5, -1.25, 2, 0.03125, 0, 3.5, -0.75, 1e-3, -4, 0.25];

    private static readonly string[] s_forms = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "rmsprop momentum", "adam", "adamw", "nadam"];

    public static TheoryData<string> Rules => [.. s_forms];

    [Theory, MemberData(nameof(Rules))]
    public void TenStepsFollowTheClosedForm(string rule)
    {
        (StepOptimizer optimizer, Func<double, int, double> next) = Case(rule);
        float[] weights = [0.5f, -2f, 0.5f];
        OptimizerState state = Minimization.NewState(optimizer, 3);
        double[] expected = [0.5, -2];
        for (int t = 1; t <= s_gradients.Length; t++)
        {
            float g = (float)s_gradients[t - 1];
            StepInfo step = new(t, (float)Rate, optimizer.DecoupledWeightDecay);
            optimizer.Apply(step, weights, [g, g, 0f], state);
            for (int k = 0; k < 2; k++)
            {
                expected[k] = next(expected[k], t);
                Assert.Equal(expected[k], weights[k], 5e-6);
            }
        }

        Assert.Equal(0.5 * Math.Pow(1 - (Rate * optimizer.DecoupledWeightDecay), 10), weights[2], 1e-6);
    }

    /// <summary>The rules above, and every listed optimizer that makes single steps.</summary>
    public static TheoryData<string> RulesAndNames =>
        [.. s_forms.Union(Optimizer.All.OfType<StepOptimizer>().Select(optimizer => optimizer.Name))];

    [Theory, MemberData(nameof(RulesAndNames))]
    public void AStepOnSlicesIsTheStepOnTheWhole(string rule)
    {
        StepOptimizer optimizer = Optimizer.All.OfType<StepOptimizer>().SingleOrDefault(listed => listed.Name == rule) ?? Case(rule).Optimizer;
        float[] gradient = [.. Enumerable.Range(0, 67).Select(i => (i % 13 - 6) / 4f)];
        float[] whole = new float[67], cut = new float[67];
        OptimizerState state = Minimization.NewState(optimizer, 67), cutState = Minimization.NewState(optimizer, 67);
        for (int t = 1; t <= 3; t++)
        {
            StepInfo step = new(t, 0.1f, optimizer.DecoupledWeightDecay);
            optimizer.Apply(step, whole, gradient, state);
            foreach ((int start, int length) in (ReadOnlySpan<(int, int)>)[(31, 36), (0, 1), (1, 30)])
            {
                optimizer.Apply(step, cut.AsSpan(start, length), gradient.AsSpan(start, length), cutState.Slice(start, length));
            }
        }

        Assert.Equal(whole, cut);
        Assert.NotEqual(new float[67], whole);
    }

    /// <summary>The rule and w_t as a function of w_(t−1) and t.</summary>
    private static (StepOptimizer Optimizer, Func<double, int, double> Next) Case(string rule) => rule switch
    {
        "sgd" => (new Sgd(), (w, t) => w - (Rate * s_gradients[t - 1])),
        "momentum" => (new Sgd { Momentum = 0.9f }, (w, t) => w - (Rate * Discounted(0.9, t, g => g))),
        "nesterov" => (new Sgd { Momentum = 0.9f, Nesterov = true },
            (w, t) => w - (Rate * ((0.9 * Discounted(0.9, t, g => g)) + s_gradients[t - 1]))),
        "adagrad" => (new AdaGrad(), (w, t) => w - (Rate * s_gradients[t - 1] / (Math.Sqrt(Discounted(1, t, g => g * g)) + 1e-10))),
        "rmsprop" => (new RmsProp(), (w, t) => w - (Rate * RmsPropChange(t))),
        "rmsprop momentum" => (new RmsProp { Momentum = 0.5f },
            (w, t) => w - (Rate * Enumerable.Range(1, t).Sum(i => Math.Pow(0.5, t - i) * RmsPropChange(i)))),
        "adam" => (new Adam(), (w, t) => w - (Rate * Mean(0.9, t, g => g) / AdamScale(t))),
        "adamw" => (new AdamW { WeightDecay = 0.3f }, (w, t) => w - (Rate * 0.3 * w) - (Rate * Mean(0.9, t, g => g) / AdamScale(t))),
        "nadam" => (new Nadam(), (w, t) => w - (Rate * NadamMean(t) / AdamScale(t))),
        _ => throw new ArgumentException(rule),
    };

    /// <summary>Σ_i decay^(t−i)·f(g_i).</summary>
    private static double Discounted(double decay, int t, Func<double, double> f) =>
        Enumerable.Range(1, t).Sum(i => Math.Pow(decay, t - i) * f(s_gradients[i - 1]));

    /// <summary>The weighted mean of f(g_i) with weights decay^(t−i): what bias correction amounts to.</summary>
    private static double Mean(double decay, int t, Func<double, double> f) => Discounted(decay, t, f) / Discounted(decay, t, _ => 1);

    private static double AdamScale(int t) => Math.Sqrt(Mean(0.999, t, g => g * g)) + 1e-8;

    private static double RmsPropChange(int t) => s_gradients[t - 1] / (Math.Sqrt(0.01 * Discounted(0.99, t, g => g * g)) + 1e-8);

    private static double NadamMean(int t) =>
        (0.9 * 0.1 * Discounted(0.9, t, g => g) / (1 - Math.Pow(0.9, t + 1))) + (0.1 * s_gradients[t - 1] / (1 - Math.Pow(0.9, t)));
}
