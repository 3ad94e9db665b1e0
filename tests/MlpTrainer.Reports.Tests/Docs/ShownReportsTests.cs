using Microsoft.ML;

namespace MlpTrainer.Reports.Tests.Docs;

/// <summary>What the documents show does what they say.</summary>
public sealed class ShownReportsTests : IDisposable
{
    private readonly IDataView _mails = Models.Context.Data.LoadFromEnumerable(Models.Rows(60, 5).Select(row => new Mail { Features = [row.Width, row.Height], IsSpam = row.IsLarge }));

    public void Dispose() => File.Delete("report.html");

    [Fact]
    public void BothWaysWriteAReport()
    {
        ITransformer model = Model();
        ShownReports.Save(Models.Context, model, _mails);
        Assert.Contains("60 rows with a label", File.ReadAllText("report.html"), StringComparison.Ordinal);
        ShownReports.SaveShortly(Models.Context, model, _mails);
        Assert.Contains("Label: IsSpam.", File.ReadAllText("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void ExplanationsAreWritten()
    {
        TextWriter console = Console.Out;
        using var written = new StringWriter();
        try
        {
            Console.SetOut(written);
            ShownReports.Explain(Model(), _mails, new Mail { Features = [0.5f, 2] });
        }
        finally
        {
            Console.SetOut(console);
        }

        string[] lines = written.ToString().Trim().ReplaceLineEndings("\n").Split('\n');
        Assert.Matches(@"^Score -?[\d.]+ = base -?[\d.]+ \+ slot [01] [+-][\d.]+ \+ slot [01] [+-][\d.]+$", lines[0]);
        Assert.Equal(1 + 3 + 2 + 2, lines.Length);
    }

    private ITransformer Model() => Models.Context.BinaryClassification.Trainers.Mlp(
        new MlpBinaryTrainer.Options { LabelColumnName = "IsSpam", HiddenLayers = [3], MaximumNumberOfEpochs = 3 }).Fit(_mails);

    private sealed class Mail
    {
        [Microsoft.ML.Data.VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool IsSpam { get; set; }
    }
}
