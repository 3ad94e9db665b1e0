using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Runtime;

/// <summary>The classes that model files name, by loader signature.</summary>
public sealed class ComponentCatalog
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly Lock _lock = new();
    private readonly HashSet<Assembly> _assemblies = [];
    private readonly Dictionary<(string Name, Type Signature), LoadableClassAttributeBase> _classes = [];

    internal static ComponentCatalog Shared { get; } = new();

    internal ComponentCatalog() { }

    /// <summary>Takes up the classes that an assembly declares loadable.</summary>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        Contracts.CheckValue(assembly, nameof(assembly));
        lock (_lock)
        {
            if (!_assemblies.Add(assembly))
                return;
            foreach (LoadableClassAttributeBase attribute in assembly.GetCustomAttributes<LoadableClassAttributeBase>())
                foreach (string name in attribute.LoadNames)
                    foreach (Type signature in attribute.SigTypes)
                        if (!_classes.TryAdd((name.ToUpperInvariant(), signature), attribute) && throwOnError)
                            throw Contracts.Except($"Duplicate loadable class: name '{name}', signature {signature.Name}");
        }
    }

    /// <summary>Makes the object that a loader signature stands for.</summary>
    internal object Create(IHostEnvironment env, string name, Type signature, ModelLoadContext ctx, object[] extra)
    {
        RegisterAssembly(typeof(ComponentCatalog).Assembly);
        LoadableClassAttributeBase found;
        lock (_lock)
            _classes.TryGetValue((name.ToUpperInvariant(), signature), out found);
        if (found is null)
            throw env.ExceptDecode($"Unknown loadable class '{name}'; is its assembly beside the program?");
        object[] arguments = [env, ctx, .. extra];
        MethodBase maker = Maker(found.LoaderType, arguments) ?? throw env.Except($"{found.LoaderType} has no Create method or constructor for '{name}'");
        try
        {
            return maker is ConstructorInfo constructor ? constructor.Invoke(arguments) : maker.Invoke(null, arguments);
        }
        catch (TargetInvocationException e)
        {
            const string message = "Error during class instantiation";
            if (e.InnerException is InvalidOperationException { Message: message } or OperationCanceledException or FileNotFoundException)
                ExceptionDispatchInfo.Throw(e.InnerException);
            throw env.Except(e.InnerException, message);
        }
    }

    /// <summary>A static Create method or a constructor that takes the arguments; public ones first.</summary>
    private static MethodBase Maker(Type type, object[] arguments) => type.GetMethods(Static).Where(m => m.Name == "Create" && !m.IsGenericMethod).Cast<MethodBase>()
        .Concat(type.GetConstructors(Instance))
        .Where(m => Takes(m.GetParameters(), arguments)).OrderBy(m => m.IsPublic ? 0 : 1).FirstOrDefault();

    private static bool Takes(ParameterInfo[] parameters, object[] arguments) => parameters.Length == arguments.Length
        && parameters.Zip(arguments).All(p => p.First.ParameterType.IsInstanceOfType(p.Second));
}
