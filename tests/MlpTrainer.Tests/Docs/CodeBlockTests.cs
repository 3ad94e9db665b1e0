namespace MlpTrainer.Tests.Docs;

/// <summary>What the documents show is compiled: here, in the samples or in the sources; PACKAGE.md's programs are run from its text (PackageUseTests).</summary>
public class CodeBlockTests
{
    public static TheoryData<string> Documents => new(Document.All.Select(document => document.Name).Where(name => name != "PACKAGE.md"));

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryBlockIsAPassageOfCompiledSource(string document) =>
        Assert.All(
            Document.Named(document).CSharp,
            block => Assert.True(
                SourceFile.Marked.Any(source => source.Shows(document, block)),
                $"No source file has, between // <{document}> and // </{document}>:\n{block}"));

    [Theory]
    [MemberData(nameof(Documents))]
    public void NothingIsMarkedThatIsNotShown(string document) =>
        Assert.Equal(
            Document.Named(document).CSharp.Sum(block => SourceFile.Code(block).Count),
            SourceFile.Marked.Sum(source => source.Shown(document).Count));

    [Fact]
    public void EveryMarkNamesADocument() =>
        Assert.Subset(Documents.Select(row => row.Data).ToHashSet(), SourceFile.Marked.SelectMany(source => source.Documents).ToHashSet());

    /// <summary>A block in another spelling would not be looked at.</summary>
    [Theory]
    [MemberData(nameof(Document.Names), MemberType = typeof(Document))]
    public void BlocksAreCSharpOrText(string document) =>
        Assert.All(Document.Named(document).Blocks, block => Assert.Contains(block.Language, new[] { "csharp", "text" }));
}
