using System.Globalization;
using System.Text;

namespace MlpTrainer.Reports.Figures;

/// <summary>A drawing as SVG, 420 units wide, so that its texts can be read on a phone; it has a name and a description for who cannot see it.</summary>
/// <param name="title">What it is.</param>
/// <param name="description">What can be seen in it, in words.</param>
internal abstract class Drawing(string title, string description)
{
    public const double Width = 420;

    private readonly StringBuilder _body = new();

    public string Title { get; } = title;

    protected abstract double Height { get; }

    /// <summary>Attributes of the outermost element, for who wants the numbers back.</summary>
    protected virtual string Attributes => "";

    /// <param name="name">A name that no other drawing on the page has.</param>
    public string ToSvg(string name)
    {
        Finish();
        return Invariant($"<svg viewBox=\"0 0 {Width} {Height:0.##}\" role=\"img\" aria-labelledby=\"{name}-t {name}-d\"{Attributes}>\n")
            + $"<title id=\"{name}-t\">{Html.Escaped(Title)}</title><desc id=\"{name}-d\">{Html.Escaped(description)}</desc>\n{_body}</svg>\n";
    }

    /// <summary>Draws what waits until all is known.</summary>
    protected virtual void Finish()
    {
    }

    protected void Add(FormattableString svg) => _body.Append(svg.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <param name="at">Where; y is the line that the letters stand on.</param>
    /// <param name="text">What, any text; longer ones are cut, and shown whole under the pointer.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="style">A class of the style sheet.</param>
    /// <param name="most">How many letters at most.</param>
    protected void AddText((double X, double Y) at, string text, string anchor, string style = "", int most = 40)
    {
        string shown = text.Length <= most ? text : text[..(most - 1)] + "…";
        string whole = text.Length <= most ? "" : $"<title>{Html.Escaped(text)}</title>";
        Add($"<text x=\"{at.X:0.##}\" y=\"{at.Y:0.##}\" text-anchor=\"{anchor}\" class=\"{style}\">{whole}{Html.Escaped(shown)}</text>");
    }
}
