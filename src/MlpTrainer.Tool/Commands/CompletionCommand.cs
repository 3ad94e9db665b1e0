using System.CommandLine;

namespace MlpTrainer.Tool.Commands;

/// <summary><c>mlp completion</c>: the script by which a shell completes the tool's command lines.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _mlp() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(mlp "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _mlp mlp
        """;

    private const string Zsh = """
        _mlp() {
            local completions=("${(@f)$(mlp "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a completions
            _files
        }
        compdef _mlp mlp
        """;

    private const string Fish = """
        complete -c mlp -a '(mlp "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName mlp -ScriptBlock {
            param($word, $line, $position)
            mlp "[suggest:$position]" "$line" 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    public static Command Create()
    {
        ToolCommand command = new("completion", "Prints the script by which a shell completes mlp's command lines.")
        {
            Examples =
            [
                "eval \"$(mlp completion bash)\"",
                "mlp completion fish > ~/.config/fish/completions/mlp.fish",
                "mlp completion pwsh | Out-String | Invoke-Expression",
            ],
        };
        Argument<string> shell = new("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        command.Arguments.Add(shell);
        command.SetAction(result =>
        {
            string script = result.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, _ => PowerShell };
            result.InvocationConfiguration.Output.WriteLine(script);
            return ExitCode.Success;
        });
        return command;
    }
}
