namespace MlpTrainer.Engine.Tests;

/// <summary>A network's own file: what comes back is what was saved, and what is no such file is refused in words.</summary>
public sealed class NetworkFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlp-network-").FullName;

    public static TheoryData<string, bool, bool> Kinds => new()
    {
        { "softmax", true, true },
        { "sigmoid", true, false },
        { "identity", false, true },
        { "exponential", true, false },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Kinds))]
    public void ALoadedNetworkScoresWithTheSameBits(string link, bool biases, bool scaled)
    {
        TrainedNetwork network = Network(link, biases, scaled);
        string path = Path.Combine(_folder, "network.mlp");
        network.Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        using var forward = new ForwardOnly(bytes);
        foreach (TrainedNetwork loaded in new[] { TrainedNetwork.Load(path), TrainedNetwork.Load(new MemoryStream(bytes)), TrainedNetwork.Load(forward) })
        {
            Assert.Equal(network.Shape, loaded.Shape);
            Compare.SameBits(network.Parameters.ToArray(), loaded.Parameters.ToArray());
            Compare.SameBits(Scores(network), Scores(loaded));
            using var again = new MemoryStream();
            loaded.Save(again);
            Assert.Equal(bytes, again.ToArray());
        }
    }

    /// <summary>Written when version 1 was the newest.</summary>
    [Fact]
    public void AFileOfTheFirstVersionIsReadAsItWas()
    {
        TrainedNetwork loaded = TrainedNetwork.Load(Path.Combine(AppContext.BaseDirectory, "Network", "Files", "version1.mlp"));
        TrainedNetwork network = Network("identity", biases: true, scaled: true);
        Assert.Equal(network.Shape, loaded.Shape);
        Compare.SameBits(Scores(network), Scores(loaded));
    }

    [Fact]
    public void AFileOfANewerVersionSaysSo()
    {
        using var stream = new MemoryStream();
        Network("sigmoid", true, true).Save(stream);
        stream.GetBuffer()[8] = 6;
        stream.Position = 0;
        Assert.Equal(
            "The file's format version must be at most 5, but was 6: a newer library wrote it.",
            Assert.Throws<InvalidDataException>(() => TrainedNetwork.Load(stream)).Message);
    }

    [Fact]
    public void SeveralNetworksMayFollowEachOtherInAStream()
    {
        TrainedNetwork first = Network("softmax", true, true), second = Network("sigmoid", false, false);
        using var stream = new MemoryStream();
        first.Save(stream);
        second.Save(stream);
        stream.Position = 0;
        Assert.Equal(first.Shape, TrainedNetwork.Load(stream).Shape);
        Assert.Equal(second.Shape, TrainedNetwork.Load(stream).Shape);
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void EveryCutAndEveryAlteredByteIsAnError()
    {
        using var stream = new MemoryStream();
        Network("softmax", true, true).Save(stream);
        byte[] whole = stream.ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.ThrowsAny<InvalidDataException>(() => TrainedNetwork.Load(new MemoryStream(whole[..length])));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        }

        for (int i = 0; i < whole.Length; i++)
        {
            byte[] altered = [.. whole];
            altered[i] ^= (byte)(1 << (i % 8));
            long before = GC.GetAllocatedBytesForCurrentThread();
            InvalidDataException error = Assert.ThrowsAny<InvalidDataException>(() => TrainedNetwork.Load(new MemoryStream(altered)));
            Assert.NotEmpty(error.Message);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        }
    }

    [Fact]
    public void AFileThatExistsStaysWhereSavingFails()
    {
        string path = Path.Combine(_folder, "network.mlp");
        Network("sigmoid", true, true).Save(path);
        byte[] before = File.ReadAllBytes(path);
        var shape = new NetworkShape(2, [3, 1], [new Twice(), Activation.Identity]);
        Assert.Throws<NotSupportedException>(() => new TrainedNetwork(shape, new float[shape.ParameterCount]).Save(path));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void WhatFollowsANetworkInItsFileIsRefused()
    {
        string path = Path.Combine(_folder, "network.mlp");
        Network("sigmoid", true, true).Save(path);
        File.AppendAllText(path, "more");
        Assert.Throws<InvalidDataException>(() => TrainedNetwork.Load(path));
    }

    private static TrainedNetwork Network(string link, bool biases, bool scaled)
    {
        Activation output = Activation.ByName(link);
        var shape = new NetworkShape(4, [5, 3], [Activation.Gelu, output], biases);
        float[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(i => MathF.Sin(i))];
        return new TrainedNetwork(
            shape, parameters, scaled ? new InputScaling([1, 2, 3, 4], [0.5f, 1, 2, 0], imputeMissing: true, [0.3f, 1, 0, 2]) : null,
            link == "identity" ? new OutputScaling([1, 2, 3], [4, 5, 6]) : null);
    }

    private static float[] Scores(TrainedNetwork network)
    {
        float[] rows = [.. Enumerable.Range(0, 40).Select(i => MathF.Cos(i))], scores = new float[30];
        network.Score(rows, scores);
        return scores;
    }

    /// <summary>An activation of one's own: a file could only name it.</summary>
    private sealed class Twice : Activation
    {
        public override string Name => "twice";

        public override void Forward(ReadOnlySpan<float> z, Span<float> a)
        {
            for (int i = 0; i < z.Length; i++)
            {
                a[i] = 2f * z[i];
            }
        }

        public override void Backward(ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> delta)
        {
            for (int i = 0; i < delta.Length; i++)
            {
                delta[i] *= 2f;
            }
        }
    }

    /// <summary>A stream that knows neither its length nor its position, as one from a network or a decompressor.</summary>
    private sealed class ForwardOnly(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
