using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Data;

/// <summary>Calls generic methods whose type arguments are known only at run time.</summary>
internal static class GenericCall
{
    /// <summary>Calls the generic method that <paramref name="example"/> is made of with another type argument.</summary>
    internal static TResult Invoke<TResult>(Delegate example, Type typeArgument, params object[] arguments) =>
        Invoke<TResult>(example, [typeArgument], arguments);

    internal static TResult Invoke<TResult>(Delegate example, Type[] typeArguments, params object[] arguments)
    {
        MethodInfo method = example.Method.GetGenericMethodDefinition().MakeGenericMethod(typeArguments);
        try
        {
            return (TResult)method.Invoke(example.Target, arguments);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }
}
