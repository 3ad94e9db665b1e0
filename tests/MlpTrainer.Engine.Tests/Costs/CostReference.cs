namespace MlpTrainer.Engine.Tests;

/// <summary>A cost, its textbook formula of one row in double, and targets it is meant for; the oracle of the cost tests.</summary>
public sealed record CostReference(string Label, Cost Cost, Func<double[], double[], double> Row, float[] Targets)
{
    private static readonly float[] s_anything = [0.3f, -1.7f, 2.2f, 0f, -0.4f];
    private static readonly float[] s_counts = [0f, 1f, 3f, 0.5f, 7f];
    private static readonly float[] s_amounts = [0.2f, 1f, 3.5f, 0.5f, 7f];
    private static readonly float[] s_yes = [0f, 1f, 1f, 0f, 1f];
    private static readonly float[] s_shares = [0f, 1f, 0.25f, 0.5f, 0.9f];

    private static readonly CostReference[] s_formulas =
    [
        Of("cross-entropy", new CrossEntropyCost(), (z, y) => BinaryEntropy(z, y), s_shares),
        Of("cross-entropy smoothed", new CrossEntropyCost { LabelSmoothing = 0.2 }, (z, y) => BinaryEntropy(z, (0.8 * y) + 0.1), s_shares),
        new("softmax cross-entropy", new SoftmaxCrossEntropyCost(), (z, y) => ClassEntropy(z, y, 0), [0f, 0f, 0f, 0f, 0f]),
        new("softmax cross-entropy smoothed", new SoftmaxCrossEntropyCost { LabelSmoothing = 0.3 }, (z, y) => ClassEntropy(z, y, 0.3), [0f, 0f, 0f, 0f, 0f]),
        Of("quadratic", new QuadraticCost(), (z, y) => (y - z) * (y - z), s_anything),
        Of("quadratic half", new QuadraticCost { Factor = 0.5 }, (z, y) => (y - z) * (y - z) / 2, s_anything),
        Of("quadratic on sigmoid", new QuadraticOutputCost(), (z, y) => Math.Pow(y - Sigmoid(z), 2), s_shares),
        Of("quadratic on tanh half", new QuadraticOutputCost(Activation.Tanh) { Factor = 0.5 }, (z, y) => Math.Pow(y - Math.Tanh(z), 2) / 2, s_anything),
        new("quadratic on softmax", new QuadraticOutputCost(Activation.Softmax), (z, y) => Softmax(z).Select((a, j) => (a - y[j]) * (a - y[j])).Sum(), s_shares),
        Of("absolute", new AbsoluteCost(), (z, y) => Math.Abs(y - z), s_anything),
        Of("huber", new HuberCost(), (z, y) => Huber(y - z, 1), s_anything),
        Of("huber 2.5", new HuberCost { Delta = 2.5 }, (z, y) => Huber(y - z, 2.5), s_anything),
        Of("log-cosh", new LogCoshCost(), (z, y) => Math.Log(Math.Cosh(z - y)), s_anything),
        Of("quantile", new QuantileCost(), (z, y) => Math.Max(0.5 * (y - z), -0.5 * (y - z)), s_anything),
        Of("quantile 0.9", new QuantileCost { Quantile = 0.9 }, (z, y) => Math.Max(0.9 * (y - z), -0.1 * (y - z)), s_anything),
        Of("poisson", new PoissonCost(), (z, y) => (y > 0 ? y * Math.Log(y / Math.Exp(z)) : 0) - y + Math.Exp(z), s_counts),
        Of("gamma", new GammaCost(), (z, y) => (y / Math.Exp(z)) - 1 - Math.Log(y / Math.Exp(z)), s_amounts),
        Of("tweedie", new TweedieCost(), (z, y) => Tweedie(Math.Exp(z), y, 1.5), s_counts),
        Of("tweedie 1.1", new TweedieCost { Power = 1.1 }, (z, y) => Tweedie(Math.Exp(z), y, 1.1), s_counts),
        Of("hinge", new HingeCost(), (z, y) => Math.Max(0, 1 - (y == 1 ? z : -z)), s_yes),
        Of("squared-hinge", new SquaredHingeCost(), (z, y) => Math.Pow(Math.Max(0, 1 - (y == 1 ? z : -z)), 2), s_yes),
        Of("focal", new FocalCost(), (z, y) => Focal(y == 1 ? Sigmoid(z) : 1 - Sigmoid(z), 2), s_yes),
        Of("focal 0.5", new FocalCost { Gamma = 0.5 }, (z, y) => Focal(y == 1 ? Sigmoid(z) : 1 - Sigmoid(z), 0.5), s_yes),
        Of("focal 0", new FocalCost { Gamma = 0 }, (z, y) => BinaryEntropy(z, y), s_yes),
    ];

    /// <summary>The formulas above, and each listed cost that has none, against its own value: a new cost's derivative is tested by its being listed.</summary>
    public static IReadOnlyList<CostReference> All { get; } =
        [.. s_formulas, .. Cost.All.Where(cost => s_formulas.All(formula => formula.Cost.Name != cost.Name)).Select(OfItself)];

    public static CostReference Find(string label) => All.Single(reference => reference.Label == label);

    /// <summary>A cost as its own oracle: the sum over outputs of what it says one output costs, in double.</summary>
    public static CostReference OfItself(Cost cost)
    {
        float[] targets = new[] { s_anything, s_counts, s_amounts, s_yes, s_shares }.First(set => set.All(target => cost.AcceptsTarget(target, 1)));
        return cost switch
        {
            ElementwiseCost onZ => Of(cost.Name, cost, onZ.Value, targets),
            OutputCost onA => Of(cost.Name, cost, (z, y) => onA.Value(ActivationReference.Value(cost.Link.Name, z), y), targets),
            _ => throw new NotSupportedException($"{cost.Name} is no sum over outputs: give its formula in {nameof(s_formulas)}."),
        };
    }

    public override string ToString() => Label;

    private static CostReference Of(string label, Cost cost, Func<double, double, double> formula, float[] targets) =>
        new(label, cost, (z, y) => z.Select((value, j) => formula(value, y[j])).Sum(), targets);

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double[] Softmax(double[] z) => [.. z.Select(value => Math.Exp(value) / z.Sum(Math.Exp))];

    private static double BinaryEntropy(double z, double y) => -(y * Math.Log(Sigmoid(z))) - ((1 - y) * Math.Log(1 - Sigmoid(z)));

    private static double ClassEntropy(double[] z, double[] y, double smoothing) =>
        -Softmax(z).Select((a, j) => (((1 - smoothing) * (j == (int)y[0] ? 1 : 0)) + (smoothing / z.Length)) * Math.Log(a)).Sum();

    private static double Huber(double r, double delta) =>
        Math.Abs(r) <= delta ? r * r / 2 : (delta * Math.Abs(r)) - (delta * delta / 2);

    private static double Tweedie(double mean, double y, double p) =>
        (Math.Pow(y, 2 - p) / ((1 - p) * (2 - p))) - (y * Math.Pow(mean, 1 - p) / (1 - p)) + (Math.Pow(mean, 2 - p) / (2 - p));

    private static double Focal(double p, double gamma) => -Math.Pow(1 - p, gamma) * Math.Log(p);
}
