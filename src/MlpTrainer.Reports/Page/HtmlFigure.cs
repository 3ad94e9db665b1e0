using MlpTrainer.Reports.Figures;

namespace MlpTrainer.Reports;

/// <summary>Figures: a heading, the drawing, what its lines are, and how to read it.</summary>
internal static class HtmlFigure
{
    public static void BeginFigures(this Html html) => html.Raw("<div class=\"figures\">\n");

    public static void EndFigures(this Html html) => html.Raw("</div>\n");

    /// <param name="html">The page.</param>
    /// <param name="drawing">The drawing.</param>
    /// <param name="caption">How to read it.</param>
    /// <param name="legend">Name and style of each kind of line.</param>
    public static void Figure(this Html html, Drawing drawing, string caption, params IReadOnlyList<(string Name, string Style)> legend)
    {
        html.Raw("<figure>\n<h3>").Text(drawing.Title).Raw("</h3>\n").Raw(drawing.ToSvg(html.NewName()));
        if (legend.Count > 0)
        {
            html.Raw("<ul class=\"legend\">");
            foreach ((string name, string style) in legend)
            {
                html.Raw($"<li><svg viewBox=\"0 0 28 10\" aria-hidden=\"true\" focusable=\"false\"><path class=\"line {style}\" d=\"M0,5L28,5\"/></svg>").Text(name).Raw("</li>");
            }

            html.Raw("</ul>\n");
        }

        html.Raw("<figcaption>").Text(caption).Raw("</figcaption>\n</figure>\n");
    }
}
