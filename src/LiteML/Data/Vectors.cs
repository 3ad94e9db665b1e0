namespace Microsoft.ML.Data;

/// <summary>Copies of values that may be vectors, whose buffers must not be shared.</summary>
internal static class Vectors
{
    internal delegate void Copy<T>(T source, ref T destination);

    /// <summary>What copies a vector's items, or null if <typeparamref name="T"/> is no vector and assignment copies it.</summary>
    internal static Copy<T> Copier<T>() => typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>)
        ? (Copy<T>)GenericCall.Invoke<Delegate>(VectorCopier<int>, typeof(T).GetGenericArguments()[0])
        : null;

    private static Delegate VectorCopier<TItem>() =>
        (Copy<VBuffer<TItem>>)((VBuffer<TItem> source, ref VBuffer<TItem> destination) => source.CopyTo(ref destination));
}
