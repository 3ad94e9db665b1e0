using System.Runtime.CompilerServices;

namespace MlpTrainer.Engine.Kernels;

/// <summary>Floats that begin at a cache line and stay where they are.</summary>
/// <remarks>
/// The runtime aligns arrays to 8 bytes. A register of sixteen floats then always reaches into a second cache line, and the processor loads and
/// stores half as many of them in a cycle. Matrices that kernels read or write register by register are kept here.
/// </remarks>
internal sealed unsafe class AlignedFloats
{
    /// <summary>Floats of a cache line.</summary>
    public const int LineFloats = LineBytes / sizeof(float);

    /// <summary>As many floats as one array can hold, with room to begin at a line.</summary>
    public static readonly int MaximumLength = Array.MaxLength - LineFloats;

    private const int LineBytes = 64;

    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Zeros.</summary>
    public AlignedFloats(int length)
    {
        Length = length;
        _array = length == 0 ? [] : GC.AllocateUninitializedArray<float>(checked(length + LineFloats - 1), pinned: true);
        if (length > 0)
        {
            Array.Clear(_array);                        // here, page after page: threads that first touch memory side by side wait for each other
            float* first = (float*)Unsafe.AsPointer(ref _array[0]);
            _start = (int)(Align(first) - first);
        }
    }

    /// <summary>A copy of the given values.</summary>
    public AlignedFloats(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(AsSpan());

    public static AlignedFloats Empty { get; } = new(0);

    public int Length { get; }

    public static implicit operator Span<float>(AlignedFloats floats) => floats.AsSpan();

    public static implicit operator ReadOnlySpan<float>(AlignedFloats floats) => floats.AsSpan();

    /// <summary>The first cache line that begins at or behind an address of floats: less than <see cref="LineFloats"/> further.</summary>
    public static float* Align(float* address) => (float*)(((nint)address + LineBytes - 1) & -LineBytes);

    public Memory<float> AsMemory() => _array.AsMemory(_start, Length);

    public Span<float> AsSpan() => _array.AsSpan(_start, Length);

    public Span<float> AsSpan(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start + (ulong)(uint)length, (ulong)(uint)Length, nameof(length));
        return _array.AsSpan(_start + start, length);
    }
}
