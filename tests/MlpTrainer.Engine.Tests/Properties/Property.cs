using CsCheck;

namespace MlpTrainer.Engine.Tests;

/// <summary>What must hold for whatever is drawn.</summary>
internal static class Property
{
    /// <summary>
    /// Tries random samples, other ones each time. One that fails is made smaller and reported with its seed, which CsCheck_Seed repeats;
    /// CsCheck_Iter asks for another number of samples.
    /// </summary>
    public static void Holds<T>(this Gen<T> samples, Action<T> assertion, int count = 300) =>
        samples.Sample(assertion, iter: Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? count : Check.Iter);
}
