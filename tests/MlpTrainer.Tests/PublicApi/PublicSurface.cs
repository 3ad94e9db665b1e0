using System.Reflection;
using System.Runtime.CompilerServices;

namespace MlpTrainer.Tests;

/// <summary>What users of an assembly can see, one line each: its public types and their public and protected members.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string[] Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().SelectMany(Lines).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        string name = TypeName(type);
        yield return $"{name} : {Kind(type)}{(type.BaseType is { } parent && parent != typeof(object) ? $" {TypeName(parent)}" : "")}";
        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            if (Line(member) is { } line)
            {
                yield return $"{name}.{line}";
            }
        }
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class" : "class";

    /// <summary>The member without its type's name; null where users cannot see it, the compiler made it or it belongs to a property.</summary>
    private static string? Line(MemberInfo member) => member switch
    {
        _ when member.Name.StartsWith('<') => null,
        FieldInfo field when IsSeen(field) && !field.IsSpecialName =>
            $"{field.Name} : {(field.IsLiteral ? "const " : "")}{TypeName(field.FieldType)}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}",
        ConstructorInfo constructor when IsSeen(constructor) => $"ctor({Parameters(constructor)})",
        PropertyInfo property when Accessors(property) is { Length: > 0 } accessors =>
            $"{property.Name} : {Modifier(property.GetAccessors(nonPublic: true)[0])}{TypeName(property.PropertyType)} {{ {accessors}}}",
        EventInfo raised when IsSeen(raised.AddMethod!) => $"{raised.Name} : event {TypeName(raised.EventHandlerType!)}",
        MethodInfo method when IsSeen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{method.Name}{Generics(method)}({Parameters(method)}) : {Modifier(method)}{TypeName(method.ReturnType)}",
        _ => null,
    };

    private static bool IsSeen(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsSeen(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
        && (method.IsSpecialName || !method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static string Accessors(PropertyInfo property)
    {
        string get = property.GetMethod is { } getter && IsSeen(getter) ? "get; " : "";
        string set = property.SetMethod is not { } setter || !IsSeen(setter) ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";
        return get + set;
    }

    private static string Modifier(MethodBase method) =>
        (method.IsFamily ? "protected " : "")
        + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(",", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter =>
            $"{TypeName(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "null"}" : "")}"));

    private static string TypeName(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            return TypeName(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        string name = type.IsNested ? $"{TypeName(type.DeclaringType!)}.{type.Name}" : type.Name;
        name = name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(",", type.GetGenericArguments().Select(TypeName))}>" : name;
    }
}
