using MlpTrainer.Interop;

namespace MlpTrainer.Tests.Interop;

public class MLNetVersionTests
{
    [Fact]
    public void TheMLNetInUseIsAccepted() => Assert.Null(Record.Exception(MLNetVersion.Check));

    [Theory]
    [InlineData("5.0.1+abcdef")]
    [InlineData("5.0.1")]
    [InlineData("5.1.0-preview.25503.2")]
    [InlineData("5.99.3+abcdef")]
    public void VersionsOfTheRangePass(string version) => Assert.Null(MLNetVersion.Error(version));

    [Theory]
    [InlineData("5.0.0+abcdef", "5.0.0")]
    [InlineData("4.0.2", "4.0.2")]
    [InlineData("3.0.1+abcdef", "3.0.1")]
    [InlineData("6.0.0-preview.1+abcdef", "6.0.0-preview.1")]
    public void OthersAreNamedWithTheRangeAndTheRemedy(string version, string named) => Assert.Equal(
        $"MlpTrainer needs ML.NET 5.0.1 or later and below 6.0, but this is ML.NET {named}. "
        + "Reference that version of the package Microsoft.ML, or a version of MlpTrainer made for this one.",
        MLNetVersion.Error(version));

    /// <summary>Nobody is kept out for a version that says nothing.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("local build")]
    public void WhatIsNoVersionPasses(string? version) => Assert.Null(MLNetVersion.Error(version));
}
