using System.Text.RegularExpressions;

namespace MlpTrainer.Tests.Docs;

/// <summary>A source file that is compiled, and its passages that documents show: those between <c>// &lt;README.md&gt;</c> and <c>// &lt;/README.md&gt;</c>.</summary>
internal sealed partial class SourceFile
{
    private readonly string _text;

    private SourceFile(string text) => _text = text;

    /// <summary>Every source file of the projects that has a mark.</summary>
    public static IReadOnlyList<SourceFile> Marked { get; } =
        [.. Directory.GetFiles(Repository.Folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Built().IsMatch(path))
            .Select(path => new SourceFile(File.ReadAllText(path).ReplaceLineEndings("\n")))
            .Where(file => Passage().IsMatch(file._text))];

    /// <summary>The names of the documents that show a part of this file.</summary>
    public IEnumerable<string> Documents => Passage().Matches(_text).Select(passage => passage.Groups["document"].Value).Distinct();

    /// <summary>The lines that a document shows, each as far to the left as its passage allows.</summary>
    public IReadOnlyList<string> Shown(string document) =>
        [.. Passage().Matches(_text)
            .Where(passage => passage.Groups["document"].Value == document)
            .SelectMany(passage => Lines(passage.Groups["text"].Value.Replace("\n" + passage.Groups["margin"].Value, "\n", StringComparison.Ordinal)))];

    /// <summary>Whether a block's lines are lines that the document may show of this file, in their order, and its directives are this file's.</summary>
    public bool Shows(string document, string block)
    {
        IReadOnlyList<string> shown = Shown(document), asked = Code(block);
        return Enumerable.Range(0, Math.Max(0, shown.Count - asked.Count + 1)).Any(start => shown.Skip(start).Take(asked.Count).SequenceEqual(asked))
            && Directive().Matches(block).All(Knows);
    }

    /// <summary>A block's lines without its directives.</summary>
    public static IReadOnlyList<string> Code(string block) => Lines(Directive().Replace(block, ""));

    /// <summary>Whether this file sees a namespace, by the same directive or since it is in it.</summary>
    private bool Knows(Match directive) =>
        _text.Contains(directive.Value, StringComparison.Ordinal)
        || _text.Contains($"namespace {directive.Groups["name"].Value}.", StringComparison.Ordinal);

    /// <summary>Without blank lines.</summary>
    private static IReadOnlyList<string> Lines(string text) =>
        [.. text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];

    [GeneratedRegex(@"\n(?<margin> *)// <(?<document>[\w.]+\.md)>(?<text>\n(.*\n)*?) *// </\k<document>>", RegexOptions.ExplicitCapture)]
    private static partial Regex Passage();

    [GeneratedRegex(@"^using (?<name>[\w.]+);$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"[\\/](bin|obj|artifacts)[\\/]")]
    private static partial Regex Built();
}
