using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Reports.Tests;

/// <summary>Reports of every kind of model and of every kind of test rows.</summary>
public sealed class MlpReportsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlp-reports-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void WithoutRowsThereIsWhatTheModelKnows()
    {
        ReportPage page = Models.Report(Models.Binary.Value);
        Assert.Equal("By the weights", page.Titles[0]);
        Assert.Equal(3, page.Titles.Count(title => title.StartsWith("Learning curves", StringComparison.Ordinal)));
        Assert.Equal(Models.Binary.Value.Mlp().Layers.Count, page.Titles.Count(title => title.StartsWith("Weights of layer", StringComparison.Ordinal)));
        Assert.Equal(4 + Models.Binary.Value.Mlp().Layers.Count, page.Titles.Count);
        Assert.Contains("out-of-fold cost", page.Text, StringComparison.Ordinal);
        Assert.Contains(Models.Binary.Value.Mlp().ToString()!.Split('\n')[0], page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Test rows", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameModelAndRowsGiveTheSameBytes()
    {
        string first = Models.Report(Models.Multiclass.Value, Models.Test).Html;
        Assert.Equal(first, Models.Report(Models.Multiclass.Value, Models.Test).Html);
        using var file = new MemoryStream();
        Models.Context.Model.Save(Models.Multiclass.Value, Models.Test.Schema, file);
        file.Position = 0;
        Assert.Equal(first, Models.Report(Models.Context.Model.Load(file, out _), Models.Test).Html);
    }

    /// <summary>Tags in names are shown as they are, and make no elements.</summary>
    [Fact]
    public void NamesFromDataAreOnlyText()
    {
        ReportPage page = Models.Report(Models.Multiclass.Value, Models.Test);
        Assert.DoesNotContain("<script", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Models.HostileClass, page.Text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void AnExistingReportSurvivesAFailure()
    {
        string path = Path.Combine(_folder.FullName, "report.html");
        Models.Number.Value.SaveReport(path);
        byte[] before = File.ReadAllBytes(path);
        var error = Assert.Throws<ArgumentException>(() => Models.Context.SaveReport(Models.Number.Value, Models.Test, path, "NoSuchLabel"));
        Assert.StartsWith("The scored test rows must have the column 'NoSuchLabel', but have none of that name.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => Models.Context.SaveReport(Models.Number.Value, Models.Test, path, "Kind"));
        Assert.StartsWith("Column 'Kind' must be Single, as in training, but was String.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Throws<UnauthorizedAccessException>(() => Models.Number.Value.SaveReport(_folder.FullName));
        Assert.Equal(["report.html"], _folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public void WhatIsNoMlpIsRefused()
    {
        ITransformer other = Models.Context.Transforms.CopyColumns("A", "Width").Fit(Models.Test);
        Assert.StartsWith("transformer must have a multilayer perceptron in it", Assert.Throws<ArgumentException>(() => other.SaveReport("report.html")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoRowsAreSaidInWords()
    {
        foreach ((ITransformer model, string label) in new[] { (Models.Binary.Value, "IsLarge"), (Models.Multiclass.Value, "Label"), (Models.Number.Value, "Price") })
        {
            ReportPage page = Models.Report(model, Models.Context.Data.FilterRowsByColumn(Models.Test, "Width", lowerBound: 5), label);
            Assert.Contains("No row could be measured", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("ROC", page.Titles);
        }
    }

    [Fact]
    public void RowsOfOneClassAreSaidInWords()
    {
        IDataView one = Models.Context.Data.LoadFromEnumerable(Models.Rows(200, 3).Where(row => row.IsLarge && row.Kind == "middle"));
        ReportPage binary = Models.Report(Models.Binary.Value, one, "IsLarge"), several = Models.Report(Models.Multiclass.Value, one);
        Assert.Contains("All test rows are of one class, IsLarge", binary.Text, StringComparison.Ordinal);
        Assert.Contains(["area under ROC", "not defined"], binary.Table("Metrics on the test rows"));
        Assert.Contains("All test rows are of one class, middle", several.Text, StringComparison.Ordinal);
        Assert.Contains("Confusion", several.Titles);
        Assert.DoesNotContain("ROC", several.Titles);
    }

    [Fact]
    public void EqualAndMissingNumbersAreSaidInWords()
    {
        IDataView equal = Models.Context.Data.LoadFromEnumerable(Models.Rows(40, 3).Select((row, i) =>
        {
            row.Price = i < 3 ? float.NaN : 7;
            return row;
        }));
        ReportPage page = Models.Report(Models.Number.Value, equal, "Price");
        Assert.Contains("37 rows with a label and a score. 3 rows had no label and were left out.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["R²", "not defined"], page.Table("Metrics on the test rows")[0]);
        Assert.Contains("Importance by shuffling is not defined", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void OfManyClassesAndFeaturesTheMostTellingAreShown()
    {
        (ITransformer model, IDataView test) = Models.Wide(features: 2000, classes: 150);
        ReportPage page = Models.Report(model, test);
        Assert.Contains("121 others", page.Text, StringComparison.Ordinal);
        Assert.Contains("Shown are the 20 largest of 2,000.", page.Text, StringComparison.Ordinal);
        Assert.Equal(30 * 30, page.Figure("Confusion").Elements("rect").Count(rect => rect.Attribute("data-count") is not null));
        Assert.Equal(35, page.Lines("ROC", "roc").Count);
        Assert.InRange(Encoding.UTF8.GetByteCount(page.Html), 0, 1_500_000);
    }

    [Fact]
    public void AModelThatKnowsNothingOfItsFeaturesSaysSo()
    {
        const string Remark = "The model does not standardize its features and knows nothing of them";
        ITransformer plain = Models.Context.Transforms.Concatenate("Features", "Width", "Noise").Append(Models.Context.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options
        {
            LabelColumnName = "Price", HiddenLayers = [2], Standardize = false, Saturate = false, ImputeMissing = false, MaximumNumberOfEpochs = 2, Seed = 1,
        })).Fit(Models.Train);
        Assert.Contains(Remark, Models.Report(plain).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Remark, Models.Report(Models.Number.Value).Text, StringComparison.Ordinal);
    }

    /// <summary>More rows than are kept: counts are of all, curves of a sample, and the file stays small.</summary>
    [Fact]
    public void OfVeryManyRowsCurvesAreOfASample()
    {
        List<Row> few = Models.Rows(1000, 4);
        IDataView many = Models.Context.Data.LoadFromEnumerable(Enumerable.Range(0, 210_000).Select(i => few[i % 1000]));
        ReportPage page = Models.Report(Models.Number.Value, many, "Price");
        Assert.Contains("210,000 rows with a label and a score. Curves and metrics but for counts and accuracy are of an even sample of 200,000.", page.Text, StringComparison.Ordinal);
        Assert.InRange(page.Dots("Residuals", "cloud").Length, 900, 1000);
        Assert.InRange(Encoding.UTF8.GetByteCount(page.Html), 0, 500_000);
    }

    [Fact]
    public void ACalibratorBehindTheModelIsMeasuredWithIt()
    {
        ITransformer calibrated = new TransformerChain<ITransformer>(
            Models.Binary.Value, Models.Context.BinaryClassification.Calibrators.Platt("IsLarge").Fit(Models.Binary.Value.Transform(Models.Test)));
        double logLoss = Models.Context.BinaryClassification.Evaluate(calibrated.Transform(Models.Test), "IsLarge").LogLoss * Math.Log(2);
        string[] shown = Models.Report(calibrated, Models.Test, "IsLarge").Table("Metrics on the test rows").Single(row => row[0] == "log-loss");
        Assert.Equal(logLoss, double.Parse(shown[1], System.Globalization.CultureInfo.InvariantCulture), 6e-5);
    }
}
