using MlpTrainer.Tool.Printing;

namespace MlpTrainer.Tool.Tests.Printing;

public class CSharpTests
{
    [Fact]
    public void EveryColumnHasAPropertyOfItsOwn() =>
        Assert.Equal(
            ["XBox", "XBox2", "Row2", "Column2nd", "Größe", "Column", "ToString2", "Class"],
            CSharp.Properties(["x.box", "x box", "row", "2nd", "größe", "%", "toString", "class"]));

    [Fact]
    public void TextsAreQuoted() => Assert.Equal("\"a\\\"b\\\\c\\n\\u0001\"", CSharp.Quote("a\"b\\c\n\u0001"));
}
