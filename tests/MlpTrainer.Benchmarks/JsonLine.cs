using System.Text.Json;

namespace MlpTrainer.Benchmarks;

/// <summary>One measurement, one line: the form in which every program here reports.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the values, numbers rounded to five digits.</summary>
    public static void Print(params (string Name, object? Value)[] values) =>
        Console.WriteLine(JsonSerializer.Serialize(values.ToDictionary(pair => pair.Name, pair => Rounded(pair.Value)), s_options));

    private static object? Rounded(object? value) =>
        value is double number && double.IsFinite(number) && number != 0
            ? double.Parse(number.ToString("G5", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture)
            : value;
}
