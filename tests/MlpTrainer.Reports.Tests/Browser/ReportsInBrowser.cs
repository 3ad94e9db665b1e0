using Microsoft.ML;
using Microsoft.Playwright;

namespace MlpTrainer.Reports.Tests.Browser;

/// <summary>A browser, where this machine has one, and reports in files.</summary>
public sealed class ReportsInBrowser : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlp-browser-");
    private IPlaywright? _playwright;

    /// <summary>The browser; null where there is none.</summary>
    public IBrowser? Browser { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is not { } program)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>The report of a model: binary, classes (26) or number.</summary>
    public string PathOf(string model)
    {
        string path = Path.Combine(_folder.FullName, model + ".html");
        if (File.Exists(path))
        {
            return path;
        }

        (ITransformer transformer, IDataView test, string label) = model switch
        {
            "binary" => (Models.Binary.Value, Models.Test, "IsLarge"),
            "classes" => Classes(),
            _ => (Models.Number.Value, Models.Test, "Price"),
        };
        Models.Context.SaveReport(transformer, test, path, label);
        return path;
    }

    private static (ITransformer, IDataView, string) Classes()
    {
        (ITransformer model, IDataView test) = Models.Wide(features: 12, classes: 26);
        return (model, test, "Label");
    }
}
