using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace MlpTrainer.Tests.Interop;

/// <summary>A library named Microsoft.ML.Fake in any version, and a program compiled against a version of it, written as files and loaded.</summary>
internal sealed class EmittedLibrary : IDisposable
{
    private readonly AssemblyLoadContext context = new("emitted", isCollectible: true);
    private readonly string folder = Directory.CreateTempSubdirectory("mlp-interop-").FullName;

    /// <summary>The program calls <c>Trainer.Fit(string)</c> and <c>Trainer.Tune(int)</c>; then <paramref name="present"/> is what the library at run time has.</summary>
    public Assembly ProgramBeside(params (string Name, Type Parameter)[] present)
    {
        (MethodBuilder[] called, _) = Define(("Fit", typeof(string)), ("Tune", typeof(int)));
        var program = new PersistedAssemblyBuilder(new AssemblyName("Program"), typeof(object).Assembly);
        TypeBuilder type = program.DefineDynamicModule("Program").DefineType("Program", TypeAttributes.Public);
        ILGenerator code = type.DefineMethod("Main", MethodAttributes.Public | MethodAttributes.Static, typeof(void), []).GetILGenerator();
        foreach (MethodBuilder method in called)
        {
            code.Emit(OpCodes.Ldnull);
            code.Emit(OpCodes.Call, method);
        }

        code.Emit(OpCodes.Ret);
        type.CreateType();
        program.Save(Path.Combine(folder, "Program.dll"));

        string library = Path.Combine(folder, "Microsoft.ML.Fake.dll");
        if (present.Length > 0)
        {
            Define(present).Assembly.Save(library);
        }

        context.Resolving += (loader, name) => name.Name == "Microsoft.ML.Fake" && File.Exists(library) ? loader.LoadFromAssemblyPath(library) : null;
        return context.LoadFromAssemblyPath(Path.Combine(folder, "Program.dll"));
    }

    public void Dispose()
    {
        context.Unload();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            // Windows keeps the files of a context until it has been collected.
        }
    }

    private static (MethodBuilder[] Methods, PersistedAssemblyBuilder Assembly) Define(params (string Name, Type Parameter)[] members)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Microsoft.ML.Fake"), typeof(object).Assembly);
        assembly.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(AssemblyInformationalVersionAttribute).GetConstructor([typeof(string)])!, ["9.1.0+abcdef"]));
        TypeBuilder type = assembly.DefineDynamicModule("Microsoft.ML.Fake").DefineType("Microsoft.ML.Trainer", TypeAttributes.NotPublic);
        MethodBuilder[] methods = [.. members.Select(member =>
        {
            MethodBuilder method = type.DefineMethod(member.Name, MethodAttributes.Assembly | MethodAttributes.Static, typeof(void), [member.Parameter]);
            method.GetILGenerator().Emit(OpCodes.Ret);
            return method;
        })];
        type.CreateType();
        return (methods, assembly);
    }
}
