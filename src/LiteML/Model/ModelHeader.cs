using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The first 256 bytes of a Model.key: what the part is, what reads it, and where its pieces lie.</summary>
/// <remarks>header | model | strings | loader's assembly name | tail. Positions count from the start of the header.</remarks>
public struct ModelHeader
{
    public const int Size = 256;
    public const ulong SignatureValue = 0x4C45444F4D004C4D;     // "ML\0MODEL", low byte first
    public const ulong TailSignatureValue = 0x4D4C004D4F44454C;  // the same backwards

    private const uint FormatVersion = 0x00010001;

    public ulong Signature;
    public uint VerWritten;
    public uint VerReadable;
    public long FpModel;
    public long CbModel;
    public long FpStringTable;
    public long CbStringTable;
    public ulong ModelSignature;
    public uint ModelVerWritten;
    public uint ModelVerReadable;
    public long FpAssemblyName;
    public uint CbAssemblyName;
    public long FpTail;
    public long FpLim;

    private string _loaderSignature;

    internal readonly string LoaderSignature => _loaderSignature;

    /// <summary>The bytes of a whole Model.key.</summary>
    internal static byte[] Assemble(VersionInfo version, ReadOnlySpan<byte> model, IReadOnlyList<string> strings)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        stream.Position = Size;
        writer.Write(model);
        var header = new ModelHeader { FpModel = Size, CbModel = model.Length, FpStringTable = stream.Position };
        writer.Write(strings.Count);
        foreach (string text in strings)
            writer.Write(text);
        header.CbStringTable = stream.Position - header.FpStringTable;
        header.FpAssemblyName = stream.Position;
        writer.Write(Encoding.UTF8.GetBytes(version.LoaderAssemblyName ?? ""));
        header.CbAssemblyName = (uint)(stream.Position - header.FpAssemblyName);
        header.FpTail = stream.Position;
        writer.Write(TailSignatureValue);
        header.FpLim = stream.Position;
        header.SetVersion(version);
        stream.Position = 0;
        header.Write(writer);
        return stream.ToArray();
    }

    /// <summary>Reads and checks header, strings and tail, and leaves the reader at the model.</summary>
    internal static ModelHeader Read(BinaryReader reader, out string[] strings, out string loaderAssemblyName)
    {
        try
        {
            ModelHeader header = ReadFields(reader);
            header.CheckLayout(reader.BaseStream.Length);
            reader.BaseStream.Position = header.FpStringTable;
            int count = reader.ReadInt32();
            Contracts.CheckDecode(count >= 0 && count <= header.CbStringTable, "Corrupt model file: bad string table");
            strings = new string[count];
            for (int i = 0; i < count; i++)
                strings[i] = reader.ReadString();
            Contracts.CheckDecode(reader.BaseStream.Position == header.FpAssemblyName, "Corrupt model file: bad string table");
            loaderAssemblyName = Encoding.UTF8.GetString(reader.ReadBytes((int)header.CbAssemblyName));
            Contracts.CheckDecode(reader.ReadUInt64() == TailSignatureValue, "Corrupt model file: bad tail");
            reader.BaseStream.Position = header.FpModel;
            return header;
        }
        catch (IOException e)
        {
            throw Contracts.ExceptDecode(e, "Corrupt model file: it ends too early");
        }
    }

    private void SetVersion(VersionInfo version)
    {
        Signature = SignatureValue;
        VerWritten = FormatVersion;
        VerReadable = FormatVersion;
        ModelSignature = version.ModelSignature;
        ModelVerWritten = version.VerWrittenCur;
        ModelVerReadable = version.VerReadableCur;
        _loaderSignature = version.LoaderSignature ?? "";
    }

    private readonly void Write(BinaryWriter writer)
    {
        writer.Write(Signature);
        writer.Write(VerWritten);
        writer.Write(VerReadable);
        foreach (long position in (ReadOnlySpan<long>)[FpModel, CbModel, FpStringTable, CbStringTable])
            writer.Write(position);
        writer.Write(ModelSignature);
        writer.Write(ModelVerWritten);
        writer.Write(ModelVerReadable);
        byte[] loader = new byte[24];
        Encoding.ASCII.GetBytes(_loaderSignature, loader);
        writer.Write(loader);
        writer.Write(FpAssemblyName);
        writer.Write(CbAssemblyName);
        writer.Write(FpTail);
        writer.Write(FpLim);
    }

    private static ModelHeader ReadFields(BinaryReader reader)
    {
        var header = new ModelHeader { Signature = reader.ReadUInt64() };
        Contracts.CheckDecode(header.Signature == SignatureValue, "Wrong file type");
        header.VerWritten = reader.ReadUInt32();
        header.VerReadable = reader.ReadUInt32();
        Contracts.CheckDecode(header.VerReadable <= FormatVersion && header.VerWritten >= FormatVersion, "Can't read this version of the model header");
        header.FpModel = reader.ReadInt64();
        header.CbModel = reader.ReadInt64();
        header.FpStringTable = reader.ReadInt64();
        header.CbStringTable = reader.ReadInt64();
        header.ModelSignature = reader.ReadUInt64();
        header.ModelVerWritten = reader.ReadUInt32();
        header.ModelVerReadable = reader.ReadUInt32();
        header._loaderSignature = Encoding.ASCII.GetString(reader.ReadBytes(24)).TrimEnd('\0');
        header.FpAssemblyName = reader.ReadInt64();
        header.CbAssemblyName = reader.ReadUInt32();
        header.FpTail = reader.ReadInt64();
        header.FpLim = reader.ReadInt64();
        return header;
    }

    /// <summary>The pieces follow each other without gaps up to the file's end.</summary>
    private readonly void CheckLayout(long length) => Contracts.CheckDecode(
        FpModel == Size && CbModel >= 0 && CbModel <= length && FpStringTable == FpModel + CbModel
        && CbStringTable >= sizeof(int) && CbStringTable <= length && FpAssemblyName == FpStringTable + CbStringTable
        && FpTail == FpAssemblyName + CbAssemblyName && FpLim == FpTail + sizeof(ulong) && FpLim == length, "Corrupt model file: bad layout");
}
