using System.Reflection.Metadata;

namespace MlpTrainer.Tests.Interop;

/// <summary>A type, method or field of another assembly that compiled code refers to.</summary>
/// <param name="Assembly">The simple name of the assembly referred to.</param>
/// <param name="Type">The full name of the type; nested types after a +.</param>
/// <param name="Member">The name of the method or field; empty where the type itself is meant.</param>
/// <param name="Signature">The types of the member as <see cref="TypeNames"/> writes them; empty where the type itself is meant.</param>
internal readonly record struct ReferencedMember(string Assembly, string Type, string Member, string Signature)
{
    public override string ToString() => Member.Length == 0 ? Type : $"{Type}.{Member}{Signature}";

    /// <summary>What the metadata refers to in assemblies whose name starts with <paramref name="prefix"/>: types first, then their members.</summary>
    public static IEnumerable<ReferencedMember> AllIn(MetadataReader reader, string prefix)
    {
        Dictionary<string, string> assemblyOf = [];
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            string assembly = AssemblyOf(reader, handle);
            if (assembly.StartsWith(prefix, StringComparison.Ordinal))
            {
                string type = TypeNames.Of(reader, handle);
                assemblyOf[type] = assembly;
                yield return new ReferencedMember(assembly, type, "", "");
            }
        }

        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            if (DeclaringType(reader, member.Parent) is string type && assemblyOf.TryGetValue(type, out string? assembly))
            {
                string signature = member.GetKind() == MemberReferenceKind.Method
                    ? TypeNames.Of(member.DecodeMethodSignature(TypeNames.Instance, null))
                    : TypeNames.Of(member.DecodeFieldSignature(TypeNames.Instance, null));
                yield return new ReferencedMember(assembly, type, reader.GetString(member.Name), signature);
            }
        }
    }

    private static string AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => "",
        };
    }

    private static string? DeclaringType(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => TypeNames.Of(reader, (TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)parent).DecodeSignature(TypeNames.Instance, null).Split('<')[0],
        _ => null,
    };
}
