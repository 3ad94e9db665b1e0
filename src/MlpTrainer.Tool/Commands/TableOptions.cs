using System.CommandLine;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Commands;

/// <summary>The options that say how a file is to be read, of every command that reads one.</summary>
internal sealed class TableOptions
{
    private readonly Option<string?> _separator = new("--separator") { Description = "What stands between two fields: comma, semicolon, tab, bar, space or a character. Default: as the file shows.", HelpName = "separator" };
    private readonly Option<string?> _decimal = new("--decimal") { Description = "The decimal mark, point or comma. Default: as the numbers show.", HelpName = "mark" };
    private readonly Option<string?> _header = new("--header") { Description = "Whether the first line has the columns' names, yes or no. Default: as it shows.", HelpName = "yes|no" };
    private readonly Option<string?> _quotes = new("--quotes") { Description = "Whether fields may stand in quotation marks, yes or no. Default: yes, but between tabs as it shows.", HelpName = "yes|no" };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "The file's encoding, such as utf-8 or windows-1252. Default: as its bytes show.", HelpName = "encoding" };
    private readonly Option<string[]> _missing = new("--missing") { Description = "More words that mean a missing value, separated by commas.", HelpName = "words", AllowMultipleArgumentsPerToken = true };

    /// <summary>Adds the options to a command.</summary>
    public TableOptions(Command command)
    {
        _decimal.AcceptOnlyFromAmong("point", "comma", ".", ",");
        _header.AcceptOnlyFromAmong("yes", "no");
        _quotes.AcceptOnlyFromAmong("yes", "no");
        foreach (Option option in new Option[] { _separator, _decimal, _header, _quotes, _encoding, _missing })
        {
            command.Options.Add(option);
        }
    }

    public string? Encoding(ParseResult result) => result.GetValue(_encoding);

    /// <exception cref="UserError">The separator is none.</exception>
    public CsvLayout Layout(ParseResult result) => new(Separator(result), IsYes(result.GetValue(_header)), IsYes(result.GetValue(_quotes)));

    public NumberFormat? DecimalMark(ParseResult result) =>
        result.GetValue(_decimal) is { } mark ? (mark is "comma" or "," ? NumberFormat.Comma : NumberFormat.Point) : null;

    public MissingWords Missing(ParseResult result) => new(Words(result.GetValue(_missing)));

    public Writing Writing(ParseResult result) => new(Missing(result), DecimalMark(result));

    /// <summary>Words that are separated by commas.</summary>
    public static string[] Words(IEnumerable<string>? given) => [.. (given ?? []).SelectMany(words => words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static bool? IsYes(string? said) => said is null ? null : said == "yes";

    private char? Separator(ParseResult result) => result.GetValue(_separator) switch
    {
        null => null,
        "comma" => ',',
        "semicolon" => ';',
        "tab" or "\\t" => '\t',
        "bar" or "pipe" => '|',
        "space" => ' ',
        [char one] when one is not ('"' or '\r' or '\n') => one,
        var other => throw new UserError($"--separator must be comma, semicolon, tab, bar, space or one character, but was '{other}'."),
    };
}
