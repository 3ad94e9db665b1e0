using MlpTrainer.Engine.Graphs;

namespace MlpTrainer.Engine;

/// <summary>An activation function a = f(z) and its derivative.</summary>
/// <remarks>
/// Elementwise activations take spans that hold any number of values. Softmax, the exception, takes spans that hold exactly one row
/// (<see cref="IsElementwise"/> tells). A new member is one file and one line in <see cref="All"/>. Implementations hold no state and may be
/// called from several threads at once.
/// </remarks>
public abstract class Activation
{
    /// <summary>The name written into model files, such as "relu"; it never changes.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a_i depends on z_i alone, so that spans may hold any number of rows. False for softmax only.</summary>
    public virtual bool IsElementwise => true;

    /// <summary>
    /// Whether <see cref="Backward"/> reads z. Where it reads only a (ReLU, sigmoid, tanh), z need not be kept and
    /// <see cref="Forward"/> runs in place.
    /// </summary>
    public virtual bool NeedsPreActivation => true;

    /// <summary>Whether it is a = max(0, z), which a matrix product applies, or gates δ by, before a tile leaves the registers.</summary>
    internal virtual bool IsRectifier => false;

    /// <summary>The initial weights that keep this activation's variance steady from layer to layer: He's for ReLU and its relatives, LeCun's for SELU, else Glorot's.</summary>
    public virtual Initializer DefaultInitializer => Initializer.Glorot;

    /// <summary>a = f(z).</summary>
    /// <param name="z">Pre-activations: any number of values, or one row of a softmax.</param>
    /// <param name="a">Receives the activations; as long as z, and may be z's own memory.</param>
    public abstract void Forward(ReadOnlySpan<float> z, Span<float> a);

    /// <summary>delta ← delta ⊙ f′(z); for softmax Jᵀ·delta with J = ∂a/∂z.</summary>
    /// <param name="z">The pre-activations that went into <see cref="Forward"/>; not read unless <see cref="NeedsPreActivation"/>.</param>
    /// <param name="a">The activations that came out of it.</param>
    /// <param name="delta">∂C/∂a on entry, ∂C/∂z on return.</param>
    public abstract void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta);

    /// <summary>Adds a = f(z), [N×n], to a graph in operators of ONNX; gives the name of a.</summary>
    /// <exception cref="NotSupportedException">The activation is the user's own.</exception>
    internal virtual string Describe(OnnxGraph graph, string z) => throw new NotSupportedException(
        $"Activation must be one of {string.Join(", ", Outputs)} to be written as ONNX, but was {this}.");

    /// <summary>a = z: a linear layer.</summary>
    public static Activation Identity { get; } = new Identity();

    /// <summary>a = 1/(1 + e^−z).</summary>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <summary>a = max(0, z).</summary>
    public static Activation Relu { get; } = new Relu();

    /// <summary>a = tanh(z).</summary>
    public static Activation Tanh { get; } = new Tanh();

    /// <summary>a = z for z &gt; 0, else 0.01·z.</summary>
    public static Activation LeakyRelu { get; } = new LeakyRelu();

    /// <summary>a = z for z &gt; 0, else e^z − 1.</summary>
    public static Activation Elu { get; } = new Elu();

    /// <summary>a = λz for z &gt; 0, else λα(e^z − 1), with λ = 1.0507… and α = 1.6733….</summary>
    public static Activation Selu { get; } = new Selu();

    /// <summary>a = z·Φ(z), exact, Φ being the normal distribution function.</summary>
    public static Activation Gelu { get; } = new Gelu();

    /// <summary>a = z·σ(z), also called swish.</summary>
    public static Activation Silu { get; } = new Silu();

    /// <summary>a = ln(1 + e^z).</summary>
    public static Activation Softplus { get; } = new Softplus();

    /// <summary>a = z·tanh(ln(1 + e^z)).</summary>
    public static Activation Mish { get; } = new Mish();

    /// <summary>a = z/6 + ½, held between 0 and 1.</summary>
    public static Activation HardSigmoid { get; } = new HardSigmoid();

    /// <summary>a = z times the hard sigmoid of z.</summary>
    public static Activation HardSwish { get; } = new HardSwish();

    /// <summary>a = e^z. An output activation only.</summary>
    public static Activation Exponential { get; } = new Exponential();

    /// <summary>a_j = e^z_j / Σ_i e^z_i, over the outputs of one row. An output activation only.</summary>
    public static Activation Softmax { get; } = new Softmax();

    /// <summary>Every activation that a hidden layer may have. Tests run over it.</summary>
    public static IReadOnlyList<Activation> All { get; } =
    [
        Identity,
        Sigmoid,
        Tanh,
        Relu,
        LeakyRelu,
        Elu,
        Selu,
        Gelu,
        Silu,
        Softplus,
        Mish,
        HardSigmoid,
        HardSwish,
    ];

    /// <summary>Every activation that an output layer may have: <see cref="All"/> and those that only outputs have.</summary>
    public static IReadOnlyList<Activation> Outputs { get; } = [.. All, Softmax, Exponential];

    /// <summary>The activation of this name. Only for loading files.</summary>
    /// <param name="name">The <see cref="Name"/> of a member of <see cref="Outputs"/>.</param>
    /// <exception cref="ArgumentException">No activation has this name.</exception>
    public static Activation ByName(string name) =>
        Outputs.FirstOrDefault(activation => activation.Name == name)
        ?? throw new ArgumentException(
            $"The activation's name must be one of {string.Join(", ", Outputs.Select(activation => activation.Name))}, but was \"{name}\". "
            + "The model may come from a newer version.", nameof(name));

    /// <summary>The activation's name.</summary>
    public sealed override string ToString() => Name;
}
