namespace MlpTrainer.Engine;

/// <summary>What an optimizer remembers of a slice of the parameters: arrays of the slice's length, all zeros before the first step.</summary>
/// <remarks>It holds no numbers itself: copies and slices of it stand for the same memory.</remarks>
public readonly struct OptimizerState
{
    private readonly Memory<float>[]? _arrays;
    private readonly int _start;

    /// <summary>A state of the given arrays, which are kept, not copied.</summary>
    /// <param name="arrays">The arrays, all of one length, one for each of <see cref="StepOptimizer.StateCount"/>.</param>
    /// <exception cref="ArgumentNullException">There is no list of arrays.</exception>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public OptimizerState(params Memory<float>[] arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        Length = arrays.Length == 0 ? 0 : arrays[0].Length;
        foreach (Memory<float> array in arrays)
        {
            if (array.Length != Length)
            {
                throw new ArgumentException(Invariant($"The length of each state array must be that of the first, {Length}, but was {array.Length}."), nameof(arrays));
            }
        }

        _arrays = [.. arrays];
    }

    private OptimizerState(Memory<float>[] arrays, int start, int length) => (_arrays, _start, Length) = (arrays, start, length);

    /// <summary>The number of arrays.</summary>
    public int Count => _arrays?.Length ?? 0;

    /// <summary>The length of each of them; 0 where there is none.</summary>
    public int Length { get; }

    /// <summary>One of the arrays, to be read and changed.</summary>
    /// <param name="array">Which one, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such array.</exception>
    public Span<float> this[int array] => (_arrays ?? [])[array].Span.Slice(_start, Length);

    /// <summary>The state of a part of the slice.</summary>
    /// <param name="start">Where the part begins.</param>
    /// <param name="length">Its length.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the arrays; where there are none, any part is allowed.</exception>
    public OptimizerState Slice(int start, int length)
    {
        if (Count == 0)
        {
            return default;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start + (ulong)(uint)length, (ulong)Length, nameof(length));
        return new OptimizerState(_arrays!, _start + start, length);
    }
}
