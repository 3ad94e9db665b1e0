using System.Net;

namespace MlpTrainer.Reports.Tests.Page;

public class HtmlTests
{
    /// <summary>What a browser makes of the escaped text is the text.</summary>
    [Theory]
    [InlineData("<script>alert('1')</script>")]
    [InlineData("\" onload=\"alert(1)")]
    [InlineData("a & b &lt; c")]
    [InlineData("naïve – 警告 😀")]
    public void TextsMeanThemselves(string text)
    {
        string escaped = Html.Escaped(text);
        Assert.Equal(text, WebUtility.HtmlDecode(escaped));
        Assert.DoesNotContain(escaped, sign => sign is '<' or '>' or '"' or '\'');
    }

    [Fact]
    public void HalfASignAndEndlessTextsAreHarmless()
    {
        Assert.Equal("\uFFFDx", WebUtility.HtmlDecode(Html.Escaped("\uD83Dx")));
        Assert.InRange(Html.Escaped(new string('x', 1_000_000)).Length, 10_000, 10_010);
    }
}
