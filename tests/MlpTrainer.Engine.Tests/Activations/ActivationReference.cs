using MathNet.Numerics;

namespace MlpTrainer.Engine.Tests;

/// <summary>Each elementwise activation's formula as a textbook has it, in double; the oracle of the activation tests.</summary>
public static class ActivationReference
{
    private static readonly Dictionary<string, Func<double, double>> s_formulas = new()
    {
        ["identity"] = z => z,
        ["sigmoid"] = Sigmoid,
        ["tanh"] = Math.Tanh,
        ["relu"] = z => Math.Max(0, z),
        ["leaky-relu"] = z => z > 0 ? z : 0.01 * z,
        ["elu"] = z => z > 0 ? z : Math.Exp(z) - 1,
        ["selu"] = z => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * (Math.Exp(z) - 1)),
        ["gelu"] = z => z * 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2)),
        ["silu"] = z => z * Sigmoid(z),
        ["softplus"] = LogOnePlusExp,
        ["mish"] = z => z * Math.Tanh(LogOnePlusExp(z)),
        ["hard-sigmoid"] = z => Math.Clamp((z + 3) / 6, 0, 1),
        ["hard-swish"] = z => z * Math.Clamp((z + 3) / 6, 0, 1),
        ["exponential"] = Math.Exp,
    };

    public static IEnumerable<string> Names => s_formulas.Keys;

    public static Func<double, double> Of(string name) => s_formulas[name];

    public static double Value(string name, double z) => s_formulas[name](z);

    /// <summary>The slopes on the left and on the right of z, by differences of the formula.</summary>
    public static (double Left, double Right) Slopes(string name, double z)
    {
        Func<double, double> f = s_formulas[name];
        double step = 1e-6 * Math.Max(1, Math.Abs(z)), above = z + step, below = z - step;
        return ((f(z) - f(below)) / (z - below), (f(above) - f(z)) / (above - z));
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double LogOnePlusExp(double z) => z > 30 ? z : z < -30 ? Math.Exp(z) : Math.Log(1 + Math.Exp(z));
}
