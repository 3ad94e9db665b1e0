using System.Text.RegularExpressions;

namespace MlpTrainer.Tests.Docs;

/// <summary>A file of documentation: its fenced blocks and its tables.</summary>
internal sealed partial class Document
{
    private readonly string[] _lines;

    private Document(string path) => (Name, _lines) = (Path.GetFileName(path), File.ReadAllLines(path));

    /// <summary>What a user reads: README.md and its neighbours, docs/, and the package's own readme.</summary>
    public static IReadOnlyList<Document> All { get; } =
    [
        .. Directory.GetFiles(Repository.Folder, "*.md").Select(path => new Document(path)),
        .. Directory.GetFiles(Repository.PathOf("docs"), "*.md").Select(path => new Document(path)),
        new(Repository.PathOf("src", "MlpTrainer", "PACKAGE.md")),
    ];

    public static TheoryData<string> Names => new(All.Select(document => document.Name));

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>What stands between ```language and ```.</summary>
    public IReadOnlyList<(string Language, string Text)> Blocks =>
        [.. Fence().Matches(string.Join('\n', _lines)).Select(fence => (fence.Groups["language"].Value, fence.Groups["text"].Value))];

    /// <summary>The blocks of C#.</summary>
    public IReadOnlyList<string> CSharp => [.. Blocks.Where(block => block.Language == "csharp").Select(block => block.Text)];

    public IReadOnlyList<string> Tables =>
        [.. Table().Matches(string.Join('\n', _lines) + '\n').Select(table => table.Value.TrimEnd())];

    public static Document Named(string name) => All.Single(document => document.Name == name);

    [GeneratedRegex("^```(?<language>.*)\n(?<text>(.*\n)*?)```$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(\|.*\n)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Table();
}
