namespace MlpTrainer.Engine.Tests.Kernels;

/// <summary>An output buffer between guard values, which a kernel must not touch.</summary>
internal sealed class Guarded
{
    private const int Margin = 64;
    private const float Guard = 1234.5f;
    private readonly float[] _memory;
    private readonly int _length;

    public Guarded(int length, float fill = float.NaN)
    {
        _length = length;
        _memory = new float[length + 2 * Margin];
        Array.Fill(_memory, Guard);
        Values.Fill(fill);
    }

    public Span<float> Values => _memory.AsSpan(Margin, _length);

    public void AssertUntouched()
    {
        Assert.All(_memory[..Margin], value => Assert.Equal(Guard, value));
        Assert.All(_memory[(Margin + _length)..], value => Assert.Equal(Guard, value));
    }
}
