namespace MlpTrainer.Tool.Inference;

/// <summary>A number for people: whole from 1,000 on, else with five digits.</summary>
internal static class Figure
{
    public static string Of(double value) => Math.Abs(value) is >= 1000 and < 1e15 ? Invariant($"{value:F0}") : Invariant($"{value:G5}");
}
