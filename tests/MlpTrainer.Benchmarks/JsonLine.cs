using System.Text.Json;

namespace MlpTrainer.Benchmarks;

/// <summary>One measurement, one line: the form in which every program here reports.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the values as <see cref="Text"/> has them.</summary>
    public static void Print(params (string Name, object? Value)[] values) => Console.WriteLine(Text(values));

    /// <summary>The values as one line of JSON, numbers rounded to five digits.</summary>
    public static string Text(params (string Name, object? Value)[] values) =>
        JsonSerializer.Serialize(values.ToDictionary(pair => pair.Name, pair => Rounded(pair.Value)), s_options);

    private static object? Rounded(object? value) =>
        value is double number && double.IsFinite(number) && number != 0
            ? double.Parse(number.ToString("G5", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture)
            : value;
}
