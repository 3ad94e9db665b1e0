using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine;

/// <summary>The rules that options obey, in one wording: "Name must be rule, but was value." Where a value may be null, null obeys.</summary>
internal static class Require
{
    public static T Given<T>(T? value, [CallerMemberName] string name = "")
        where T : class =>
        value ?? throw Violated(name, "given", value);

    public static double Positive(double value, [CallerMemberName] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw Violated(name, "a finite number greater than 0", value);

    public static float Positive(float value, [CallerMemberName] string name = "") =>
        value > 0 && float.IsFinite(value) ? value : throw Violated(name, "a finite number greater than 0", value);

    public static float? Positive(float? value, [CallerMemberName] string name = "") => value is { } given ? Positive(given, name) : null;

    public static double NotNegative(double value, [CallerMemberName] string name = "") =>
        value >= 0 && double.IsFinite(value) ? value : throw Violated(name, "a finite number of at least 0", value);

    public static float NotNegative(float value, [CallerMemberName] string name = "") =>
        value >= 0 && float.IsFinite(value) ? value : throw Violated(name, "a finite number of at least 0", value);

    public static float? NotNegative(float? value, [CallerMemberName] string name = "") => value is { } given ? NotNegative(given, name) : null;

    public static int AtLeast(int minimum, int value, [CallerMemberName] string name = "") =>
        value >= minimum ? value : throw Violated(name, Invariant($"at least {minimum}"), value);

    public static int? AtLeast(int minimum, int? value, [CallerMemberName] string name = "") => value is { } given ? AtLeast(minimum, given, name) : null;

    /// <summary>minimum ≤ value &lt; limit.</summary>
    public static double In(double minimum, double limit, double value, [CallerMemberName] string name = "") =>
        value >= minimum && value < limit ? value
        : throw Violated(name, Invariant($"at least {minimum} and less than {limit}"), value);

    /// <summary>minimum ≤ value &lt; limit.</summary>
    public static double? In(double minimum, double limit, double? value, [CallerMemberName] string name = "") =>
        value is { } given ? In(minimum, limit, given, name) : null;

    /// <summary>minimum ≤ value &lt; limit.</summary>
    public static float In(float minimum, float limit, float value, [CallerMemberName] string name = "") =>
        value >= minimum && value < limit ? value
        : throw Violated(name, Invariant($"at least {minimum} and less than {limit}"), value);

    /// <summary>minimum &lt; value &lt; limit.</summary>
    public static double Between(double minimum, double limit, double value, [CallerMemberName] string name = "") =>
        value > minimum && value < limit ? value
        : throw Violated(name, Invariant($"greater than {minimum} and less than {limit}"), value);

    /// <summary>A rule that is used once.</summary>
    public static T That<T>(bool holds, T value, string rule, [CallerMemberName] string name = "") =>
        holds ? value : throw Violated(name, rule, value);

    /// <summary>The error of a broken rule.</summary>
    public static ArgumentOutOfRangeException Violated(string name, string rule, object? value) =>
        new(name, Invariant($"{name} must be {rule}, but was {value ?? "null"}."));
}
