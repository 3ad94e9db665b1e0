using System.Globalization;
using System.Reflection;
using MlpTrainer.Engine;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>Options as a command line has them: <c>HiddenLayers=256x256</c>, <c>Dropout=0.2</c>, <c>Activation=silu</c>, <c>EarlyStopping=null</c>.</summary>
internal static class OptionText
{
    /// <summary>Names for what is within an option.</summary>
    private static readonly Dictionary<string, Action<MlpOptions, string>> s_within = new()
    {
        ["WeightDecay"] = (options, value) => options.Optimizer = new AdamW { WeightDecay = Number(value) },
        ["Beta2"] = (options, value) => options.Optimizer = new AdamW { WeightDecay = UsualDecay(), Beta2 = Number(value) },
        ["NumericalEmbedding"] = (options, value) => options.NumericalEmbedding = Embedding(value),
        ["Patience"] = (options, value) => options.EarlyStopping = new EarlyStopping { Patience = (int)Number(value) },
    };

    /// <summary>Sets one option.</summary>
    /// <param name="options">Whose option it is.</param>
    /// <param name="text">Name=value; layers are joined by x.</param>
    /// <exception cref="ArgumentException">There is no such option, or the text is no value of it.</exception>
    public static void Set(MlpOptions options, string text)
    {
        (string name, string value) = text.Split('=') is [var left, var right]
            ? (left, right)
            : throw new ArgumentException($"An option must be Name=value, but was {text}.");
        if (s_within.TryGetValue(name, out Action<MlpOptions, string>? set))
        {
            set(options, value);
            return;
        }

        FieldInfo field = options.GetType().GetField(name)
            ?? throw new ArgumentException($"{options.GetType().FullName} must have the option {name}, but has not.");
        field.SetValue(options, Value(value, Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType));
    }

    private static object? Value(string text, Type type) =>
        text == "null" ? null
        : type == typeof(int[]) ? Array.ConvertAll(text.Split('x', StringSplitOptions.RemoveEmptyEntries), width => int.Parse(width, CultureInfo.InvariantCulture))
        : type == typeof(Activation) ? Activation.ByName(text)
        : type.IsEnum ? Enum.Parse(type, text)
        : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);

    /// <summary>Such as piecewise, or periodic:Scale:0.5:RateFactor:1.</summary>
    private static NumericalEmbedding? Embedding(string text)
    {
        string[] parts = text.Split(':');
        NumericalEmbedding? embedding = parts[0] switch
        {
            "null" => null,
            "piecewise" => new PiecewiseLinearEmbedding(),
            "periodic" => new PeriodicEmbedding(),
            _ => throw new ArgumentException($"An embedding must be null, piecewise or periodic, but was {parts[0]}."),
        };
        for (int i = 1; i + 1 < parts.Length; i += 2)
        {
            PropertyInfo property = embedding!.GetType().GetProperty(parts[i])
                ?? throw new ArgumentException($"{embedding.GetType().Name} must have the option {parts[i]}, but has not.");
            property.SetValue(embedding, Value(parts[i + 1], property.PropertyType));
        }

        return embedding;
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static float UsualDecay() => ((AdamW)new TrainingOptions().Optimizer).WeightDecay;
}
