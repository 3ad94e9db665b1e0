using MlpTrainer.Interop;

namespace MlpTrainer.Tests.Interop;

public class MLNetCompatibilityTests
{
    [Fact]
    public void TheMLNetInUseHasAllThatThePluginUses() => Assert.Null(Record.Exception(MLNetCompatibility.Check));

    [Fact]
    public void ALibraryWithAllMembersPasses()
    {
        using var library = new EmittedLibrary();
        Assert.Null(MLNetCompatibility.Examine(library.ProgramBeside(("Fit", typeof(string)), ("Tune", typeof(int)), ("New", typeof(int)))));
    }

    [Fact]
    public void AMissingMemberIsNamedWithTheSupportedVersions()
    {
        using var library = new EmittedLibrary();
        string? error = MLNetCompatibility.Examine(library.ProgramBeside(("Fit", typeof(string))));
        Assert.Equal(
            "MlpTrainer supports ML.NET 3.0.1 to 5.x; this is ML.NET 9.1.0, which lacks Microsoft.ML.Trainer.Tune(Int32) → Void. "
            + "Use a supported version of the package Microsoft.ML, or a version of MlpTrainer that supports this one.",
            error);
    }

    [Fact]
    public void AMemberWithAnotherSignatureIsMissing()
    {
        using var library = new EmittedLibrary();
        string? error = MLNetCompatibility.Examine(library.ProgramBeside(("Fit", typeof(object)), ("Tune", typeof(int))));
        Assert.Contains("lacks Microsoft.ML.Trainer.Fit(String) → Void.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAbsentAssemblyLacksEverything()
    {
        using var library = new EmittedLibrary();
        string? error = MLNetCompatibility.Examine(library.ProgramBeside());
        Assert.Contains("Microsoft.ML.Trainer; Microsoft.ML.Trainer.Fit(String) → Void; Microsoft.ML.Trainer.Tune(Int32) → Void.", error, StringComparison.Ordinal);
    }
}
