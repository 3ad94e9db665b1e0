using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MlpTrainer.Reports.Tests.Browser;

/// <summary>Reports in a real browser: nothing is fetched or complained of, all figures are seen, everybody can read them, also on a phone.</summary>
public sealed class ReportInBrowserTests(ReportsInBrowser reports) : IClassFixture<ReportsInBrowser>
{
    private const string NoBrowser = "No Chromium was found at /usr/bin/chromium: install it (apt-get install -y chromium) to look at reports in a browser.";

    /// <summary>All rules in light; in dark, where nothing but colours differs, those about contrast.</summary>
    [Theory, InlineData("binary"), InlineData("classes"), InlineData("number")]
    public async Task IsReadableByEverybodyInLightAndDark(string model)
    {
        Assert.SkipWhen(reports.Browser is null, NoBrowser);
        IBrowserContext context = await reports.Browser!.NewContextAsync(new() { ColorScheme = ColorScheme.Light, BypassCSP = true });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync($"file://{reports.PathOf(model)}");
        string light = await page.EvaluateAsync<string>(Background);
        await CheckAsync(page, await page.RunAxe());

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.NotEqual(light, await page.EvaluateAsync<string>(Background));
        await CheckAsync(page, await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } }));
        await context.CloseAsync();
    }

    [Theory, InlineData("binary"), InlineData("classes"), InlineData("number")]
    public async Task NothingIsFetchedAndAllIsSeen(string model)
    {
        Assert.SkipWhen(reports.Browser is null, NoBrowser);
        string path = reports.PathOf(model);
        IBrowserContext context = await reports.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        IPage page = await context.NewPageAsync();
        List<string> requests = [], complaints = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync($"file://{path}");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal([$"file://{path}"], requests);
        Assert.Empty(complaints);
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);

        IReadOnlyList<ILocator> figures = await page.Locator("figure > svg").AllAsync();
        Assert.Equal(new ReportPage(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Titles.Count, figures.Count);
        foreach (ILocator figure in figures)
        {
            LocatorBoundingBoxResult? box = await figure.BoundingBoxAsync();
            Assert.InRange(box!.Width, 300, 390);
            Assert.InRange(box.Height, 40, 2000);
            Assert.Equal(1, await figure.Locator(".x-label").CountAsync());
        }

        Assert.InRange(await page.EvaluateAsync<double>(SmallestLetters), 8.5, 20);
        await context.CloseAsync();
    }

    private const string Background = "getComputedStyle(document.body).backgroundColor";

    /// <summary>The least contrast of a drawing's texts with what is behind: cell or page (WCAG 2.1, 1.4.3).</summary>
    private const string Contrasts = """
        () => {
          const parse = text => text.match(/[\d.]+/g).slice(0, 3).map(Number);
          const light = rgb => { const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const page = parse(getComputedStyle(document.body).backgroundColor);
          return [...document.querySelectorAll('figure > svg text')].map(text => {
            const before = text.previousElementSibling;
            const isOnCell = before && before.classList.contains('cell');
            const share = isOnCell ? Number(before.getAttribute('fill-opacity')) : 0;
            const cell = isOnCell ? parse(getComputedStyle(before).fill) : page;
            const behind = page.map((v, i) => v + share * (cell[i] - v));
            const a = light(parse(getComputedStyle(text).fill)), b = light(behind);
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          });
        }
        """;

    private static async Task CheckAsync(IPage page, AxeResult result)
    {
        Assert.Empty(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
        Assert.Contains(result.Passes, pass => pass.Id == "color-contrast");
        double[] contrasts = await page.EvaluateAsync<double[]>(Contrasts);
        Assert.InRange(contrasts.Min(), 4.5, 21);
    }

    /// <summary>Of all texts in drawings, in the screen's pixels.</summary>
    private const string SmallestLetters = """
        () => Math.min(...[...document.querySelectorAll('figure > svg')].map(svg =>
          svg.getBoundingClientRect().width / 420 * Math.min(...[...svg.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize)))))
        """;
}
