namespace Microsoft.ML.Runtime;

/// <summary>Checks that throw what ML.NET throws: the caller's mistakes, the user's, bad states, bad files.</summary>
public static class Contracts
{
    /// <summary>Lets the context mark the exception.</summary>
    public static TException Process<TException>(this TException ex, IExceptionContext ectx = null) where TException : Exception =>
        ectx is null ? ex : ectx.Process(ex);

    /// <summary>Throws if the environment was told to stop.</summary>
    public static void CheckAlive(this IHostEnvironment env)
    {
        if (env is ICancelable { IsCanceled: true })
            throw new OperationCanceledException("Operation was canceled.").Process(env);
    }

    public static void CheckValue<T>(T val, string paramName) where T : class => CheckValue(null, val, paramName);

    public static void CheckValue<T>(this IExceptionContext ctx, T val, string paramName) where T : class
    {
        if (val is null)
            throw ctx.ExceptValue(paramName);
    }

    public static void CheckValueOrNull<T>(T val) where T : class { }

    public static void CheckValueOrNull<T>(this IExceptionContext ctx, T val) where T : class { }

    public static string CheckNonEmpty(string s, string paramName) => CheckNonEmpty(null, s, paramName);

    public static string CheckNonEmpty(this IExceptionContext ctx, string s, string paramName) =>
        string.IsNullOrEmpty(s) ? throw ctx.ExceptEmpty(paramName) : s;

    public static T[] CheckNonEmpty<T>(this IExceptionContext ctx, T[] args, string paramName) =>
        args is { Length: > 0 } ? args : throw ctx.ExceptEmpty(paramName);

    public static string CheckNonWhiteSpace(this IExceptionContext ctx, string s, string paramName) =>
        string.IsNullOrWhiteSpace(s) ? throw ctx.ExceptEmpty(paramName) : s;

    public static void Check(bool f, string msg) => Check(null, f, msg);

    public static void Check(this IExceptionContext ctx, bool f, string msg)
    {
        if (!f)
            throw ctx.Except(msg);
    }

    public static void CheckParam(bool f, string paramName, string msg) => CheckParam(null, f, paramName, msg);

    public static void CheckParam(this IExceptionContext ctx, bool f, string paramName, string msg)
    {
        if (!f)
            throw ctx.ExceptParam(paramName, msg);
    }

    public static void CheckUserArg(this IExceptionContext ctx, bool f, string name, string msg)
    {
        if (!f)
            throw ctx.ExceptUserArg(name, msg);
    }

    public static void CheckDecode(bool f, string msg) => CheckDecode(null, f, msg);

    public static void CheckDecode(this IExceptionContext ctx, bool f)
    {
        if (!f)
            throw ctx.ExceptDecode();
    }

    public static void CheckDecode(this IExceptionContext ctx, bool f, string msg)
    {
        if (!f)
            throw ctx.ExceptDecode(msg);
    }

    public static Exception Except(string msg) => Except((IExceptionContext)null, msg);

    public static Exception Except(this IExceptionContext ctx, string msg) => new InvalidOperationException(msg).Process(ctx);

    public static Exception Except(this IExceptionContext ctx, Exception inner, string msg) => new InvalidOperationException(msg, inner).Process(ctx);

    public static Exception ExceptParam(string paramName, string msg) => ExceptParam(null, paramName, msg);

    public static Exception ExceptParam(this IExceptionContext ctx, string paramName, string msg) =>
        new ArgumentOutOfRangeException(paramName, msg).Process(ctx);

    public static Exception ExceptUserArg(string name, string msg) => ExceptParam(name, msg);

    public static Exception ExceptUserArg(this IExceptionContext ctx, string name, string msg) => ctx.ExceptParam(name, msg);

    public static Exception ExceptValue(this IExceptionContext ctx, string paramName) => new ArgumentNullException(paramName).Process(ctx);

    public static Exception ExceptEmpty(this IExceptionContext ctx, string paramName) =>
        new ArgumentException("Must not be empty.", paramName).Process(ctx);

    public static Exception ExceptDecode(string msg) => ExceptDecode((IExceptionContext)null, msg);

    public static Exception ExceptDecode(Exception inner, string msg) => ExceptDecode(null, inner, msg);

    public static Exception ExceptDecode(this IExceptionContext ctx) => new FormatException().Process(ctx);

    public static Exception ExceptDecode(this IExceptionContext ctx, string msg) => new FormatException(msg).Process(ctx);

    public static Exception ExceptDecode(this IExceptionContext ctx, Exception inner, string msg) => new FormatException(msg, inner).Process(ctx);

    public static Exception ExceptNotSupp(string msg) => ExceptNotSupp(null, msg);

    public static Exception ExceptNotSupp(this IExceptionContext ctx, string msg) => new NotSupportedException(msg).Process(ctx);

    /// <summary>"Could not find feature column 'X'".</summary>
    public static Exception ExceptSchemaMismatch(string paramName, string columnRole, string columnName) =>
        ExceptSchemaMismatch(null, paramName, columnRole, columnName);

    public static Exception ExceptSchemaMismatch(string paramName, string columnRole, string columnName, string expectedType, string actualType) =>
        ExceptSchemaMismatch(null, paramName, columnRole, columnName, expectedType, actualType);

    public static Exception ExceptSchemaMismatch(this IExceptionContext ctx, string paramName, string columnRole, string columnName) =>
        ctx.ExceptParam(paramName, $"Could not find {columnRole} column '{columnName}'");

    public static Exception ExceptSchemaMismatch(this IExceptionContext ctx, string paramName, string columnRole, string columnName, string expectedType, string actualType) =>
        ctx.ExceptParam(paramName, $"Schema mismatch for {columnRole} column '{columnName}': expected {expectedType}, got {actualType}");
}
