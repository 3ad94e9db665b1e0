namespace MlpTrainer.Service.Tests;

/// <summary>One service for the tests of a class.</summary>
public sealed class TitanicService : IAsyncLifetime
{
    private readonly Models _models = new();

    internal string ModelFile { get; private set; } = "";

    internal Service Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        ModelFile = _models.Titanic("titanic.zip", seed: 1);
        Service = await Service.Start(ModelFile);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _models.Dispose();
    }
}
