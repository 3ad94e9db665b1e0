using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MlpTrainer.Reports.Tests.Browser;

namespace MlpTrainer.Service.Tests;

/// <summary>The page in a real browser: a form of the model's columns, filled in and answered, readable by everybody.</summary>
public sealed class PageTests(TitanicService titanic) : IClassFixture<TitanicService>
{
    private const string NoBrowser = "No Chromium was found at /usr/bin/chromium: install it (apt-get install -y chromium) to look at the page in a browser.";

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task AFormIsFilledInAndAnswered(ColorScheme scheme)
    {
        Assert.SkipWhen(Chromium.Program is null, NoBrowser);
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Program, Args = ["--no-sandbox"] });
        IPage page = await browser.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 390, Height = 844 } });
        List<string> complaints = [], elsewhere = [];
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => elsewhere.AddRange(request.Url.StartsWith(titanic.Service.Address.ToString(), StringComparison.Ordinal) || request.Url.StartsWith("data:", StringComparison.Ordinal) ? [] : [request.Url]);
        await page.GotoAsync(titanic.Service.Address.ToString());

        Survival expected = Models.Predict<Passenger, Survival>(titanic.ModelFile, [new Passenger { Sex = "female", Age = 29, PassengerClass = "1st" }])[0];
        await page.GetByLabel("Sex").FillAsync("female");
        await page.GetByLabel("Age").FillAsync("29");
        await page.GetByLabel("PassengerClass").FillAsync("1st");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("#answer dd").First.WaitForAsync();
        Assert.Equal(["predictedLabel", "probability", "score"], await page.Locator("#answer dt").AllTextContentsAsync());
        string[] values = [.. await page.Locator("#answer dd").AllTextContentsAsync()];
        Assert.Equal(expected.PredictedLabel ? "true" : "false", values[0]);
        Assert.Equal(expected.Probability, double.Parse(values[1], CultureInfo.InvariantCulture), 1e-4);

        AxeResult axe = await page.RunAxe();
        Assert.Empty(axe.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
        Assert.Contains(axe.Passes, pass => pass.Id == "color-contrast");
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
        Assert.Empty(complaints);
        Assert.Empty(elsewhere);
    }
}
