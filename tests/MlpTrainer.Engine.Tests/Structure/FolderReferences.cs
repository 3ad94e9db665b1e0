using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MlpTrainer.Engine.Tests.Structure;

/// <summary>Which folder of an assembly's sources uses which other, read from the compiled code: base types, fields, signatures, method bodies.</summary>
/// <remarks>A type's folder is that of the document that its methods' debug information names; one without code of its own belongs to no folder.</remarks>
internal sealed class FolderReferences
{
    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly PEReader _image;
    private readonly MetadataReader _types, _symbols;
    private readonly Dictionary<TypeDefinitionHandle, string> _folders = [];
    private readonly Dictionary<string, HashSet<string>> _uses = [];
    private readonly string _root;

    private FolderReferences(PEReader image, MetadataReader symbols, string project)
    {
        (_image, _types, _symbols) = (image, image.GetMetadataReader(), symbols);
        _root = $"/{project}/";
    }

    /// <summary>Folder → the folders it uses.</summary>
    public static Dictionary<string, HashSet<string>> Of(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        var references = new FolderReferences(image, provider.GetMetadataReader(), Path.GetFileNameWithoutExtension(assembly));
        references.Read();
        return references._uses;
    }

    private void Read()
    {
        foreach (TypeDefinitionHandle type in _types.TypeDefinitions)
        {
            if (Folder(type) is { } folder)
            {
                _folders[type] = folder;
            }
        }

        foreach (TypeDefinitionHandle type in _types.TypeDefinitions)
        {
            ReadType(type, _types.GetTypeDefinition(type));
        }
    }

    private string? Folder(TypeDefinitionHandle type)
    {
        for (; !type.IsNil; type = _types.GetTypeDefinition(type).GetDeclaringType())
        {
            foreach (MethodDefinitionHandle method in _types.GetTypeDefinition(type).GetMethods())
            {
                DocumentHandle document = _symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).Document;
                string path = document.IsNil ? "" : _symbols.GetString(_symbols.GetDocument(document).Name).Replace('\\', '/');
                int start = path.LastIndexOf(_root, StringComparison.Ordinal);
                string[] parts = start < 0 ? [] : path[(start + _root.Length)..].Split('/');
                if (parts.Length > 1 && parts[0] != "obj")
                {
                    return parts[0];
                }
            }
        }

        return null;
    }

    private void ReadType(TypeDefinitionHandle handle, TypeDefinition type)
    {
        Use(handle, type.BaseType);
        foreach (InterfaceImplementationHandle implemented in type.GetInterfaceImplementations())
        {
            Use(handle, _types.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (FieldDefinitionHandle field in type.GetFields())
        {
            UseSignature(handle, _types.GetBlobReader(_types.GetFieldDefinition(field).Signature));
        }

        foreach (MethodDefinitionHandle method in type.GetMethods())
        {
            MethodDefinition definition = _types.GetMethodDefinition(method);
            UseSignature(handle, _types.GetBlobReader(definition.Signature));
            if (definition.RelativeVirtualAddress != 0)
            {
                ReadBody(handle, _image.GetMethodBody(definition.RelativeVirtualAddress));
            }
        }
    }

    private void ReadBody(TypeDefinitionHandle user, MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            UseSignature(user, _types.GetBlobReader(_types.GetStandaloneSignature(body.LocalSignature).Signature));
        }

        BlobReader code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            short value = code.ReadByte();
            OpCode operation = s_codes[value == 0xFE ? (short)(0xFE00 | code.ReadByte()) : value];
            switch (operation.OperandType)
            {
                case OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok:
                    Use(user, MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.Offset += Size(operation.OperandType);
                    break;
            }
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private void Use(TypeDefinitionHandle user, EntityHandle used)
    {
        switch (used.IsNil ? HandleKind.ModuleDefinition : used.Kind)
        {
            case HandleKind.TypeDefinition:
                Note(user, (TypeDefinitionHandle)used);
                break;
            case HandleKind.MethodDefinition:
                Note(user, _types.GetMethodDefinition((MethodDefinitionHandle)used).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Note(user, _types.GetFieldDefinition((FieldDefinitionHandle)used).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Use(user, _types.GetMemberReference((MemberReferenceHandle)used).Parent);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = _types.GetMethodSpecification((MethodSpecificationHandle)used);
                Use(user, method.Method);
                UseSignature(user, _types.GetBlobReader(method.Signature));
                break;
            case HandleKind.TypeSpecification:
                UseSignature(user, _types.GetBlobReader(_types.GetTypeSpecification((TypeSpecificationHandle)used).Signature));
                break;
        }
    }

    /// <summary>Types in a signature: an element code for class or value type, then the coded index. Every such pair of bytes is taken.</summary>
    private void UseSignature(TypeDefinitionHandle user, BlobReader signature)
    {
        while (signature.RemainingBytes > 0)
        {
            if ((SignatureTypeKind)signature.ReadByte() is SignatureTypeKind.Class or SignatureTypeKind.ValueType && signature.RemainingBytes > 0)
            {
                Use(user, signature.ReadTypeHandle());
            }
        }
    }

    private void Note(TypeDefinitionHandle user, TypeDefinitionHandle used)
    {
        if (_folders.TryGetValue(user, out string? from) && _folders.TryGetValue(used, out string? to) && from != to)
        {
            (_uses.TryGetValue(from, out HashSet<string>? set) ? set : _uses[from] = []).Add(to);
        }
    }
}
