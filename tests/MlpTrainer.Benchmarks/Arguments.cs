using System.Globalization;

namespace MlpTrainer.Benchmarks;

/// <summary>A verb and pairs of --name value.</summary>
internal sealed class Arguments(string[] args)
{
    public string Verb { get; } = args.Length > 0 ? args[0] : "";

    public string Text(string name, string otherwise)
    {
        int at = Array.IndexOf(args, "--" + name);
        return at < 0 ? otherwise : at + 1 < args.Length ? args[at + 1] : throw new ArgumentException($"--{name} must be followed by a value.");
    }

    public int Number(string name, int otherwise) =>
        int.Parse(Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    public string[] List(string name, string otherwise) => Text(name, otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries);
}
