namespace MlpTrainer.Engine;

/// <summary>The weights before training. Biases start at 0.</summary>
/// <remarks>A new member is one file and one line in <see cref="All"/>; a user's own derives from this class.</remarks>
public abstract class Initializer
{
    /// <summary>The name shown in logs, such as "glorot uniform".</summary>
    public abstract string Name { get; }

    /// <summary>Fills the weights W of one layer.</summary>
    /// <param name="weights">W, [inputs×outputs], row-major.</param>
    /// <param name="inputs">The number of the layer's inputs (fan-in).</param>
    /// <param name="outputs">The number of its units (fan-out).</param>
    /// <param name="random">The layer's own stream; value i belongs to weight i.</param>
    public abstract void Fill(Span<float> weights, int inputs, int outputs, CounterRandom random);

    /// <summary>Glorot's, uniform: see <see cref="GlorotInitializer"/>.</summary>
    public static Initializer Glorot { get; } = new GlorotInitializer();

    /// <summary>He's, uniform: see <see cref="HeInitializer"/>.</summary>
    public static Initializer He { get; } = new HeInitializer();

    /// <summary>LeCun's, uniform: see <see cref="LeCunInitializer"/>.</summary>
    public static Initializer LeCun { get; } = new LeCunInitializer();

    /// <summary>Every initializer, with default parameters. Tests run over it.</summary>
    public static IReadOnlyList<Initializer> All { get; } =
    [
        Glorot,
        new GlorotInitializer { Normal = true },
        He,
        new HeInitializer { Normal = true },
        LeCun,
        new LeCunInitializer { Normal = true },
        new OrthogonalInitializer(),
    ];

    /// <summary>The initializer's name.</summary>
    public sealed override string ToString() => Name;
}
