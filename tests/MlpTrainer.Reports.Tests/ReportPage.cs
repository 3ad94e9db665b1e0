using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MlpTrainer.Reports.Tests;

/// <summary>A report as it stands in its file, and the numbers that its figures show.</summary>
internal sealed partial class ReportPage(string html)
{
    private static readonly XNamespace s_none = XNamespace.None;

    public string Html { get; } = html;

    /// <summary>All that is written for people, tags taken out.</summary>
    public string Text { get; } = WebUtility.HtmlDecode(Tag().Replace(html, " "));

    /// <summary>The figures' titles.</summary>
    public IReadOnlyList<string> Titles => [.. FigureElement().Matches(Html).Select(figure => WebUtility.HtmlDecode(figure.Groups["title"].Value))];

    /// <summary>The drawing of a figure.</summary>
    public XElement Figure(string title)
    {
        Match figure = FigureElement().Matches(Html).Single(one => WebUtility.HtmlDecode(one.Groups["title"].Value) == title);
        return XElement.Parse(figure.Groups["svg"].Value);
    }

    /// <summary>The lines of a style in a figure, in the axes' units.</summary>
    public IReadOnlyList<(double X, double Y)[]> Lines(string title, string style)
    {
        XElement svg = Figure(title);
        return [.. svg.Elements(s_none + "path").Where(path => Styles(path).Contains(style)).Select(path => Points(svg, path.Attribute("d")!.Value))];
    }

    /// <summary>The circles of a style in a figure, in the axes' units.</summary>
    public (double X, double Y)[] Dots(string title, string style)
    {
        XElement svg = Figure(title);
        return [.. svg.Elements(s_none + "circle").Where(dot => Styles(dot).Contains(style)).Select(dot => InUnits(svg, Number(dot, "cx"), Number(dot, "cy")))];
    }

    /// <summary>The cells of a table, by its caption; the first of each row heads it.</summary>
    public string[][] Table(string caption)
    {
        string table = Html[Html.IndexOf($"<caption>{caption}", StringComparison.Ordinal)..];
        table = table[table.IndexOf("<tbody>", StringComparison.Ordinal)..table.IndexOf("</tbody>", StringComparison.Ordinal)];
        return [.. RowElement().Matches(table).Select(row => Cell().Matches(row.Value).Select(cell => WebUtility.HtmlDecode(cell.Groups["text"].Value)).ToArray())];
    }

    private static (double X, double Y)[] Points(XElement svg, string path) =>
        [.. Point().Matches(path).Select(point => InUnits(svg, Parse(point.Groups["x"].Value), Parse(point.Groups["y"].Value)))];

    private static (double X, double Y) InUnits(XElement svg, double x, double y)
    {
        XElement plot = svg.Elements(s_none + "rect").Single(rect => Styles(rect).Contains("plot"));
        double across = (x - Number(plot, "x")) / Number(plot, "width"), up = 1 - ((y - Number(plot, "y")) / Number(plot, "height"));
        (double low, double high) = (Number(svg, "data-y-min"), Number(svg, "data-y-max"));
        return (Number(svg, "data-x-min") + (across * (Number(svg, "data-x-max") - Number(svg, "data-x-min"))),
            Number(svg, "data-y-log") == 1 ? low * Math.Pow(high / low, up) : low + (up * (high - low)));
    }

    private static string[] Styles(XElement element) => element.Attribute("class")?.Value.Split(' ') ?? [];

    private static double Number(XElement element, string attribute) => Parse(element.Attribute(attribute)!.Value);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("<(style|title)>.*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex("<figure>\n<h3>(?<title>.*?)</h3>\n(?<svg><svg.*?</svg>)", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex FigureElement();

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex RowElement();

    [GeneratedRegex("<t[hd][^>]*>(?<text>.*?)</t[hd]>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Cell();

    [GeneratedRegex("[ML](?<x>[-0-9.]+),(?<y>[-0-9.]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Point();
}
