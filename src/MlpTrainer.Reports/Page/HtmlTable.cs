namespace MlpTrainer.Reports;

/// <summary>Tables: each scrolls by itself where the screen is narrower, and can be scrolled by keys.</summary>
internal static class HtmlTable
{
    /// <param name="html">The page.</param>
    /// <param name="caption">What the table has.</param>
    /// <param name="headers">The columns.</param>
    /// <param name="rows">The rows, each a cell per column; the first heads its row.</param>
    public static void Table(this Html html, string caption, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Text(caption).Raw("\">\n<table>\n<caption>").Text(caption).Raw("</caption>\n<thead><tr>");
        foreach (string header in headers)
        {
            html.Raw("<th scope=\"col\">").Text(header).Raw("</th>");
        }

        html.Raw("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in rows)
        {
            html.Raw("<tr><th scope=\"row\">").Text(row[0]).Raw("</th>");
            foreach (string cell in row.Skip(1))
            {
                html.Raw("<td>").Text(cell).Raw("</td>");
            }

            html.Raw("</tr>\n");
        }

        html.Raw("</tbody>\n</table>\n</div>\n");
    }

    /// <summary>Name and value of a few things that matter most.</summary>
    public static void Facts(this Html html, IEnumerable<(string Name, string Value)> facts)
    {
        html.Raw("<dl class=\"facts\">\n");
        foreach ((string name, string value) in facts)
        {
            html.Raw("<div><dt>").Text(name).Raw("</dt><dd>").Text(value).Raw("</dd></div>\n");
        }

        html.Raw("</dl>\n");
    }
}
