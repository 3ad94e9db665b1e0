using System.Reflection.Metadata;

namespace MlpTrainer.Tests.Interop;

/// <summary>What a set of assemblies defines, to look up what another assembly refers to.</summary>
/// <remarks>When in doubt it says that a member is there: a false alarm would stop a program that works.</remarks>
internal sealed class DefinedMembers
{
    private static readonly string[] s_rootTypes = ["System.Object", "System.ValueType", "System.Enum", "System.MulticastDelegate", "System.Attribute"];

    private readonly Dictionary<string, (MetadataReader Reader, TypeDefinition Type)> _types = [];
    private readonly HashSet<string> _forwardedTypes = [];

    /// <summary>Adds what <paramref name="reader"/>'s assembly defines, whatever its accessibility.</summary>
    public void Add(MetadataReader reader)
    {
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            _types.TryAdd(TypeNames.Of(reader, handle), (reader, reader.GetTypeDefinition(handle)));
        }

        foreach (ExportedTypeHandle handle in reader.ExportedTypes)
        {
            ExportedType type = reader.GetExportedType(handle);
            _forwardedTypes.Add(reader.GetString(type.Namespace) + "." + reader.GetString(type.Name));
        }
    }

    /// <summary>Whether the runtime would find <paramref name="wanted"/>.</summary>
    public bool Contains(ReferencedMember wanted)
    {
        if (!_types.TryGetValue(wanted.Type, out var found))
        {
            return _forwardedTypes.Contains(wanted.Type.Split('+')[0]);
        }

        return wanted.Member.Length == 0
            || Defines(found.Reader, found.Type, wanted.Member, wanted.Signature)
            || Inherits(found.Reader, found.Type, wanted.Member);
    }

    private static bool Defines(MetadataReader reader, TypeDefinition type, string member, string? signature)
    {
        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            MethodDefinition method = reader.GetMethodDefinition(handle);
            if (reader.StringComparer.Equals(method.Name, member)
                && (signature is null || signature == TypeNames.Of(method.DecodeSignature(TypeNames.Instance, null))))
            {
                return true;
            }
        }

        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = reader.GetFieldDefinition(handle);
            if (reader.StringComparer.Equals(field.Name, member)
                && (signature is null || signature == TypeNames.Of(field.DecodeSignature(TypeNames.Instance, null))))
            {
                return true;
            }
        }

        return false;
    }

    // A base class's signature speaks of its own type parameters, so an inherited member is known by its name alone.
    private bool Inherits(MetadataReader reader, TypeDefinition type, string member)
    {
        while (!type.BaseType.IsNil)
        {
            string baseType = NameOf(reader, type.BaseType);
            if (!_types.TryGetValue(baseType, out var found))
            {
                return !s_rootTypes.Contains(baseType) || typeof(object).GetMember(member).Length > 0;
            }

            (reader, type) = found;
            if (Defines(reader, type, member, null))
            {
                return true;
            }
        }

        return false;
    }

    private static string NameOf(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => TypeNames.Of(reader, (TypeDefinitionHandle)handle),
        HandleKind.TypeReference => TypeNames.Of(reader, (TypeReferenceHandle)handle),
        _ => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(TypeNames.Instance, null).Split('<')[0],
    };
}
