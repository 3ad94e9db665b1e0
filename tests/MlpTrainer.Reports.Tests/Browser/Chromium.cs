namespace MlpTrainer.Reports.Tests.Browser;

/// <summary>The browser that this machine has.</summary>
internal static class Chromium
{
    /// <summary>Its program; null where there is none.</summary>
    public static string? Program { get; } =
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
}
