using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace OpenMLNet;

/// <summary>
/// The accessibility flags of an assembly image, patched in place: internal → public, private protected → protected.
/// Private, protected and protected internal stay, so an override is written <c>protected override</c> and leaks nothing.
/// </summary>
/// <remarks>Layout of the table rows: ECMA-335 II.22.37 (TypeDef), II.22.26 (MethodDef), II.22.15 (Field).</remarks>
internal static class MetadataFlags
{
    private const int MethodFlagsOffset = 6; // after RVA (4 bytes) and ImplFlags (2 bytes)

    public static void Open(byte[] image)
    {
        using var portableExecutable = new PEReader(ImmutableArray.Create(image));
        MetadataReader metadata = portableExecutable.GetMetadataReader();
        int start = portableExecutable.PEHeaders.MetadataStartOffset;

        Span<byte> Row(TableIndex table, EntityHandle handle) => image.AsSpan(
            start + metadata.GetTableMetadataOffset(table) + (metadata.GetTableRowSize(table) * (MetadataTokens.GetRowNumber(handle) - 1)));

        foreach (TypeDefinitionHandle typeHandle in metadata.TypeDefinitions)
        {
            if (!BelongsToMLNet(metadata, typeHandle))
            {
                continue;
            }

            TypeDefinition type = metadata.GetTypeDefinition(typeHandle);
            BinaryPrimitives.WriteUInt32LittleEndian(Row(TableIndex.TypeDef, typeHandle), (uint)Opened(type.Attributes));
            foreach (MethodDefinitionHandle method in type.GetMethods())
            {
                MethodAttributes flags = Opened(metadata.GetMethodDefinition(method).Attributes);
                BinaryPrimitives.WriteUInt16LittleEndian(Row(TableIndex.MethodDef, method)[MethodFlagsOffset..], (ushort)flags);
            }

            foreach (FieldDefinitionHandle field in type.GetFields())
            {
                FieldAttributes flags = Opened(metadata.GetFieldDefinition(field).Attributes);
                BinaryPrimitives.WriteUInt16LittleEndian(Row(TableIndex.Field, field), (ushort)flags);
            }
        }
    }

    // Copies of the base library's attributes, and what the compiler made up, would clash with their namesakes if they were public.
    private static bool BelongsToMLNet(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return metadata.GetString(type.Namespace).StartsWith("Microsoft.ML", StringComparison.Ordinal);
    }

    private static TypeAttributes Opened(TypeAttributes flags) => (flags & ~TypeAttributes.VisibilityMask) | ((flags & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.NotPublic => TypeAttributes.Public,
        TypeAttributes.NestedAssembly => TypeAttributes.NestedPublic,
        TypeAttributes.NestedFamANDAssem => TypeAttributes.NestedFamily,
        TypeAttributes other => other,
    });

    private static MethodAttributes Opened(MethodAttributes flags) => (flags & ~MethodAttributes.MemberAccessMask) | ((flags & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Assembly => MethodAttributes.Public,
        MethodAttributes.FamANDAssem => MethodAttributes.Family,
        MethodAttributes other => other,
    });

    private static FieldAttributes Opened(FieldAttributes flags) => (flags & ~FieldAttributes.FieldAccessMask) | ((flags & FieldAttributes.FieldAccessMask) switch
    {
        FieldAttributes.Assembly => FieldAttributes.Public,
        FieldAttributes.FamANDAssem => FieldAttributes.Family,
        FieldAttributes other => other,
    });
}
