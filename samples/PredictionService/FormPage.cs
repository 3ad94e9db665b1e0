using System.Globalization;
using System.Net;
using System.Text;

namespace PredictionService;

/// <summary>The page with a form made from the model's columns.</summary>
internal static class FormPage
{
    public static string For(ServedModel model)
    {
        var fields = new StringBuilder();
        foreach ((InputField field, int number) in model.Fields.Select((field, number) => (field, number)))
        {
            string name = WebUtility.HtmlEncode(field.Name), hint = field.Size > 1 ? $"{field.Size} numbers, separated by commas" : field.MayBeMissing ? $"{field.Kind}, may be left empty" : field.Kind;
            string input = field.Kind switch
            {
                "truth value" => $"""<input type="checkbox" id="f{number}" name="{name}" data-kind="{field.Kind}">""",
                "number" or "whole number" => $"""<input type="number" step="{(field.Kind == "number" ? "any" : "1")}" id="f{number}" name="{name}" data-kind="{field.Kind}"{(field.MayBeMissing ? "" : " required")}>""",
                _ => $"""<input type="text" id="f{number}" name="{name}" data-kind="{field.Kind}"{(field.MayBeMissing ? "" : " required")}>""",
            };
            fields.AppendLine(CultureInfo.InvariantCulture, $"""<p><label for="f{number}">{name}<small>{hint}</small></label>{input}</p>""");
        }

        return Template.Replace("{fields}", fields.ToString(), StringComparison.Ordinal).Replace("{version}", WebUtility.HtmlEncode(model.Version), StringComparison.Ordinal);
    }

    private const string Template = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Predict</title>
        <link rel="icon" href="data:,">
        <style>
        :root { color-scheme: light dark; --text: #1b1b1f; --ground: #fdfdfd; --quiet: #55555e; --line: #8a8a94; --accent: #1f4fa3; --on-accent: #ffffff; --wrong: #a3241f; }
        @media (prefers-color-scheme: dark) { :root { --text: #ececf1; --ground: #17181c; --quiet: #b4b4bf; --line: #7d7d88; --accent: #9dbcff; --on-accent: #10131a; --wrong: #ff9d96; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); max-width: 36rem; margin: 2rem auto; padding: 0 1rem; }
        p { margin: .75rem 0; }
        label small { color: var(--quiet); margin-left: .5rem; }
        input:not([type=checkbox]) { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .4rem .6rem; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 6px; }
        input[type=checkbox] { display: block; width: 1.25rem; height: 1.25rem; }
        button { font: inherit; padding: .5rem 1.5rem; border: 0; border-radius: 6px; color: var(--on-accent); background: var(--accent); cursor: pointer; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        #answer { min-height: 3rem; margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
        #answer dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
        #answer dd { margin: 0; font-variant-numeric: tabular-nums; }
        .wrong { color: var(--wrong); }
        footer { color: var(--quiet); font-size: .85rem; margin-top: 2rem; }
        </style>
        </head>
        <body>
        <main>
        <h1>Predict</h1>
        <form id="row">
        {fields}<button>Predict</button>
        </form>
        <div id="answer" role="status" aria-live="polite"></div>
        </main>
        <footer>Model of {version}. <a href="/schema">Schema</a>, <a href="/health">health</a>, <a href="/metrics">metrics</a>; rows go to <code>POST /predict</code>.</footer>
        <script>
        const form = document.getElementById('row'), answer = document.getElementById('answer');
        const valueOf = input => input.dataset.kind === 'truth value' ? input.checked
          : input.dataset.kind === 'numbers' ? input.value.split(',').map(text => text.trim() === '' ? null : Number(text))
          : input.dataset.kind === 'text' ? input.value
          : input.value === '' ? null : Number(input.value);
        const flat = (value, name) => value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => flat(inner, name ? `${name} ${key}` : key)) : [[name, value]];
        form.addEventListener('submit', async event => {
          event.preventDefault();
          answer.replaceChildren();
          try {
            const row = Object.fromEntries([...form.querySelectorAll('input')].map(input => [input.name, valueOf(input)]));
            const response = await fetch('/predict', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(row) });
            const body = await response.json(), list = document.createElement('dl');
            list.className = response.ok ? '' : 'wrong';
            const entries = response.ok ? flat(body, '') : body.errors ? Object.entries(body.errors).map(([name, texts]) => [name, texts.join(' ')]) : [['Error', body.detail ?? body.title]];
            for (const [name, value] of entries) {
              const term = document.createElement('dt'), text = document.createElement('dd');
              term.textContent = name;
              text.textContent = typeof value === 'number' ? Number(value.toPrecision(5)) : String(value);
              list.append(term, text);
            }
            answer.append(list);
          } catch (failure) {
            answer.textContent = `The service does not answer: ${failure.message}`;
          }
        });
        </script>
        </body>
        </html>
        """;
}
