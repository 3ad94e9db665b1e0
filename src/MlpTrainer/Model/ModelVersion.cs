using Microsoft.ML;
using MlpTrainer.Engine.Files;

namespace MlpTrainer.Model;

/// <summary>What a model file tells ML.NET of its format: the low half of ML.NET's number is <see cref="FormatVersion"/>.</summary>
internal static class ModelVersion
{
    private const uint First = 0x00010000;

    /// <summary>What is written into a file: an older library refuses it as too new.</summary>
    /// <param name="model">The model's class, whose assembly ML.NET loads.</param>
    /// <param name="signature">Eight letters, the same for ever.</param>
    /// <param name="loader">The loader's name, the same for ever.</param>
    public static VersionInfo Of(Type model, string signature, string loader) => new(
        modelSignature: signature,
        verWrittenCur: First + FormatVersion.Newest,
        verReadableCur: First + FormatVersion.Newest,
        verWeCanReadBack: First + FormatVersion.Oldest,
        loaderAssemblyName: model.Assembly.FullName!,
        loaderSignature: loader);

    /// <summary>The format version of a file that ML.NET found to be readable; a newer one that says so is read as the newest known.</summary>
    public static int Of(ModelLoadContext context) =>
        (int)Math.Clamp(context.Header.ModelVerWritten, First + FormatVersion.Oldest, First + FormatVersion.Newest) & 0xFFFF;
}
