using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MlpTrainer.Reports;

/// <summary>A page of HTML as it is written: every text that comes from data goes through <see cref="Text"/>.</summary>
internal sealed class Html
{
    private const int LongestText = 10_000;

    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _page = new();
    private int _names;

    /// <summary>What is written so far.</summary>
    public override string ToString() => _page.ToString();

    /// <summary>A text with what HTML means otherwise written so that it means itself.</summary>
    public static string Escaped(string text) => s_encoder.Encode(text.Length <= LongestText ? text : text[..LongestText] + "…");

    /// <summary>Tags of our own.</summary>
    public Html Raw(string html)
    {
        _page.Append(html);
        return this;
    }

    /// <summary>Any text.</summary>
    public Html Text(string text) => Raw(Escaped(text));

    /// <summary>A name that nothing else on the page has.</summary>
    public string NewName() => Invariant($"n{++_names}");

    public void Heading(string text) => Raw("<h2>").Text(text).Raw("</h2>\n");

    public void Paragraph(string text, string? style = null) => Raw(style is null ? "<p>" : $"<p class=\"{style}\">").Text(text).Raw("</p>\n");

    /// <summary>Begins a page, up to its main part.</summary>
    public void Begin(string title, string lead)
    {
        Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");       // no scripts, nothing from elsewhere
        Raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>").Text(title).Raw("</title>\n<style>\n").Raw(Style()).Raw("</style>\n</head>\n<body>\n");
        Raw("<header>\n<h1>").Text(title).Raw("</h1>\n");
        Paragraph(lead, "lead");
        Raw("</header>\n<main>\n");
    }

    /// <summary>Ends the page.</summary>
    public void End(string foot) => Raw("</main>\n<footer>").Text(foot).Raw("</footer>\n</body>\n</html>\n");

    private static string Style()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
