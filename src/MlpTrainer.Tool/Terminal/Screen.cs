using Spectre.Console;

namespace MlpTrainer.Tool.Terminal;

/// <summary>Where the tool reads and writes: results to the output, progress and errors to the error output, so that a result can be piped on.</summary>
internal sealed class Screen
{
    private const int WidthOfFile = 200;

    public Screen(TextWriter output, TextWriter error, Stream? input = null)
    {
        (Writer, Out, Error) = (output, Of(output, Console.IsOutputRedirected), Of(error, Console.IsErrorRedirected));
        Input = input ?? Console.OpenStandardInput();
        IsLive = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected && Error.Profile.Capabilities.Interactive;
    }

    /// <summary>The output as it is, for tables of values.</summary>
    public TextWriter Writer { get; }

    /// <summary>The output, for people.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>The error output, for people.</summary>
    public IAnsiConsole Error { get; }

    public Stream Input { get; }

    /// <summary>Whether somebody watches, so that a line may be drawn again and again.</summary>
    public bool IsLive { get; }

    private static IAnsiConsole Of(TextWriter writer, bool isRedirected)
    {
        bool isTerminal = (ReferenceEquals(writer, Console.Out) || ReferenceEquals(writer, Console.Error)) && !isRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfFile;
        }

        return console;
    }
}
