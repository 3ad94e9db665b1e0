using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.ML;

namespace MlpTrainer.Tests.MLNet;

/// <summary>What ML.NET 5.0.0 really answered, recorded by name; and the comparison of an answer with it.</summary>
internal static class Observed
{
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IncludeFields = true
    };

    private static readonly JsonObject Record = Read();

    /// <summary>Asserts that the answer, or the exception in its place, is the one recorded.</summary>
    /// <param name="name">The entry of the record.</param>
    /// <param name="answer">Gives an object with the entry's members.</param>
    /// <param name="tolerance">How far a number may be off, relative to the recorded one or absolute, whichever is more.</param>
    internal static void Same(string name, Func<object?> answer, double tolerance = 1e-6)
    {
        JsonNode? actual;
        try
        {
            actual = JsonSerializer.SerializeToNode(answer(), Options);
        }
        catch (Exception e)
        {
            if (Record[name] is not JsonObject expected || !expected.ContainsKey("exception"))
                throw;
            actual = JsonSerializer.SerializeToNode(new
            {
                exception = e.GetType().FullName,
                Message = e.Message.Replace(Environment.CurrentDirectory + Path.DirectorySeparatorChar, "", StringComparison.Ordinal),
                inner = e.InnerException?.GetType().FullName,
                innerMessage = e.InnerException?.Message
            }, Options);
        }
        Compare(Record[name], actual, name, tolerance);
    }

    /// <summary>Asserts that the answer is one item of the list recorded.</summary>
    internal static void SameItem(string name, int index, object answer) =>
        Compare(Record[name]![index], JsonSerializer.SerializeToNode(answer, Options), $"{name}[{index}]", 0);

    /// <summary>Asserts that the answer is one member of the object recorded.</summary>
    internal static void SameMember(string name, string member, object answer) =>
        Compare(Record[name]![member], JsonSerializer.SerializeToNode(answer, Options), $"{name}.{member}", 0);

    /// <summary>A schema as the record shows it.</summary>
    internal static object Schema(DataViewSchema schema) => schema.Select(c => new
    {
        c.Name,
        c.Index,
        Type = c.Type.ToString(),
        c.IsHidden,
        Annotations = c.Annotations.Schema.Select(a => a.Name + " : " + a.Type).ToArray()
    }).ToArray();

    private static void Compare(JsonNode? expected, JsonNode? actual, string path, double tolerance)
    {
        switch (expected)
        {
            case JsonObject record:
                JsonObject members = Assert.IsType<JsonObject>(actual);
                Assert.Equal(record.Select(m => m.Key), members.Select(m => m.Key));
                foreach ((string key, JsonNode? value) in record)
                    Compare(value, members[key], $"{path}.{key}", tolerance);
                break;
            case JsonArray array:
                JsonArray items = Assert.IsType<JsonArray>(actual);
                Assert.True(array.Count == items.Count, $"{path} must have {array.Count} items, but has {items.Count}.");
                for (int i = 0; i < array.Count; i++)
                    Compare(array[i], items[i], $"{path}[{i}]", tolerance);
                break;
            default:
                Assert.True(SameValue(expected, actual, tolerance), $"{path} must be {expected?.ToJsonString() ?? "null"}, but was {actual?.ToJsonString() ?? "null"}.");
                break;
        }
    }

    private static bool SameValue(JsonNode? expected, JsonNode? actual, double tolerance)
    {
        if (expected?.GetValueKind() != JsonValueKind.Number || actual?.GetValueKind() != JsonValueKind.Number)
            return expected?.ToJsonString() == actual?.ToJsonString();
        double wanted = double.Parse(expected.ToJsonString(), CultureInfo.InvariantCulture);
        double given = double.Parse(actual.ToJsonString(), CultureInfo.InvariantCulture);
        return Math.Abs(wanted - given) <= tolerance * Math.Max(1, Math.Abs(wanted));
    }

    private static JsonObject Read()
    {
        using Stream stream = typeof(Observed).Assembly.GetManifestResourceStream("observed-5.0.0.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
