using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>What a model part is, in which version it was written, and what reads it.</summary>
public readonly struct VersionInfo
{
    public readonly ulong ModelSignature;
    public readonly uint VerWrittenCur;
    public readonly uint VerReadableCur;
    public readonly uint VerWeCanReadBack;
    public readonly string LoaderAssemblyName;
    public readonly string LoaderSignature;
    public readonly string LoaderSignatureAlt;

    /// <param name="modelSignature">Exactly 8 characters.</param>
    /// <param name="verWrittenCur">The version of the format that is written.</param>
    /// <param name="verReadableCur">The lowest version of a reader that understands what is written.</param>
    /// <param name="verWeCanReadBack">The lowest version of the format that is still read.</param>
    /// <param name="loaderAssemblyName">The full name of the assembly that reads it.</param>
    /// <param name="loaderSignature">At most 24 characters.</param>
    /// <param name="loaderSignatureAlt">At most 24 characters.</param>
    public VersionInfo(string modelSignature, uint verWrittenCur, uint verReadableCur, uint verWeCanReadBack,
        string loaderAssemblyName, string loaderSignature = null, string loaderSignatureAlt = null)
    {
        Contracts.CheckParam(modelSignature is { Length: 8 }, nameof(modelSignature), "Model signature must be eight characters");
        Contracts.CheckParam(verWrittenCur >= verReadableCur && verWrittenCur >= verWeCanReadBack && verWeCanReadBack > 0,
            nameof(verWrittenCur), "The version written must not be below the others");
        Contracts.CheckParam((loaderSignature?.Length ?? 0) <= 24, nameof(loaderSignature), "Loader signature must be at most 24 characters");
        ModelSignature = BitConverter.ToUInt64(Encoding.ASCII.GetBytes(modelSignature));
        VerWrittenCur = verWrittenCur;
        VerReadableCur = verReadableCur;
        VerWeCanReadBack = verWeCanReadBack;
        LoaderAssemblyName = loaderAssemblyName;
        LoaderSignature = loaderSignature;
        LoaderSignatureAlt = loaderSignatureAlt;
    }
}
