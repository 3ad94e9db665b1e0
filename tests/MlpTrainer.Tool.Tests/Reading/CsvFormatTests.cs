using System.Text;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Reading;
using MlpTrainer.Tool.Tests.Inference;

namespace MlpTrainer.Tool.Tests.Reading;

public class CsvFormatTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void TheSeparatorShows(char separator)
    {
        TablePlan plan = Of(Rows(separator));
        Assert.Equal(separator, plan.Format.Separator);
        Assert.Equal(["size", "kind", "label"], plan.Format.Columns);
    }

    [Fact]
    public void ASemicolonIsSeenBesideDecimalCommas()
    {
        TablePlan plan = Of("size;price;label\n" + string.Join('\n', Enumerable.Range(0, 40).Select(i => $"{i % 9},5;{i % 7},25;{"ab"[i % 2]}")));
        Assert.Equal((';', ColumnKind.Number, ','), (plan.Format.Separator, plan.Columns[0].Kind, plan.Columns[0].Numbers.DecimalMark));
    }

    [Fact]
    public void ATableWithoutAHeaderGetsNumberedColumns()
    {
        TablePlan plan = Of(string.Join('\n', Rows(',').Split('\n').Skip(1)), "column3");
        Assert.False(plan.Format.HasHeader);
        Assert.Equal(["column1", "column2", "column3"], plan.Format.Columns);
        Assert.Equal(40, plan.Rows);
    }

    [Fact]
    public void TextsAloneHaveAHeaderWhereItsWordsDoNotComeAgain()
    {
        string rows = string.Join('\n', Enumerable.Range(0, 40).Select(i => $"{"rgb"[i % 3]},{"xy"[i % 2]}"));
        Assert.True(Of("color,label\n" + rows, "label").Format.HasHeader);
        Assert.False(Of(rows, "column2").Format.HasHeader);
    }

    [Fact]
    public void NamesAreMadeToBeThereOnce()
    {
        TablePlan plan = Of("a,,a,label\n" + string.Join('\n', Enumerable.Range(0, 40).Select(i => $"{i % 5},{i % 3},{i % 7},{"xy"[i % 2]}")));
        Assert.Equal(["a", "column2", "a_2", "label"], plan.Format.Columns);
        Assert.Equal(2, plan.Notes.Count);
    }

    [Fact]
    public void NamesOfRowsMayLackAName()
    {
        TablePlan plan = Of("size,label\n" + string.Join('\n', Enumerable.Range(1, 40).Select(i => $"r{i},{i % 5},{"xy"[i % 2]}")));
        Assert.Equal(["column1", "size", "label"], plan.Format.Columns);
        Assert.Equal(ColumnKind.Ignore, plan.Columns[0].Kind);
    }

    [Fact]
    public void ExcelsLineForTheSeparatorIsNoRow()
    {
        TablePlan plan = Of("sep=;\r\n" + Rows(';'));
        Assert.Equal(';', plan.Format.Separator);
        Assert.Equal(40, plan.Rows);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public void TheEncodingShows(string name)
    {
        Encoding encoding = name == "utf-8" ? new UTF8Encoding(true) : TextEncoding.Named(name);
        TablePlan plan = Of(Rows(',').Replace("kind", "größe", StringComparison.Ordinal), encoding: encoding);
        Assert.Equal("größe", plan.Format.Columns[1]);
        Assert.Equal("size", plan.Format.Columns[0]);
    }

    [Fact]
    public void FieldsInQuotesHoldSeparatorsQuotesAndLineBreaks()
    {
        using Scratch scratch = new();
        CsvSource source = CsvSource.Open(scratch.Write("q.csv", "a,b\n\"x, \"\"y\"\"\nz\",1\n5\" pipe, 2 \n\n,3\n"), Stream.Null, null);
        using CsvRows rows = new(source, CsvFormatGuess.Of(source, new CsvLayout(HasHeader: true), []));
        List<(int, string)> read = [];
        while (rows.Read())
        {
            read.Add((rows.Line, string.Join('|', rows.Fields)));
        }

        Assert.Equal([(2, "x, \"y\"\nz|1"), (4, "5\" pipe|2"), (6, "|3")], read);
    }

    /// <summary>As in files of messages: between tabs a quotation mark may be a letter.</summary>
    [Fact]
    public void BetweenTabsQuotationMarksMayBeLetters()
    {
        string rows = string.Join('\n', Enumerable.Range(0, 60).Select(i => $"{"xy"[i % 2]}\t{(i % 20 == 3 ? "\"" : "")}see you at {i} o'clock then"));
        TablePlan plan = Of(rows, "column1");
        Assert.Equal((false, 60, ColumnKind.Text), (plan.Format.HasQuotes, plan.Rows, plan.Columns[1].Kind));
        Assert.True(Of(Rows('\t').Replace("r", "\"r\"", StringComparison.Ordinal)).Format.HasQuotes);
    }

    [Theory]
    [InlineData("a,b,label\n1,2,x\n2,y\n", "table.csv, line 3: 2 fields, but 3 are expected, separated by comma.")]
    [InlineData("a,b,label\n1,2,x\n1,\"2,y\n3,4,x\n", "table.csv, line 3: 2 fields, but 3 are expected, separated by comma. The row goes on over several lines: a quotation mark may not be closed; --quotes no takes them for letters.")]
    [InlineData("a,b,labels\n1,2,x\n", "table.csv has no column 'label'. Is 'labels' meant? Its columns are a, b, labels.")]
    [InlineData("a,b,label\n", "table.csv must have two rows of values or more, but has 0.")]
    public void ErrorsNameFileAndLine(string text, string message) => Assert.Equal(message, Assert.Throws<UserError>(() => Of(text)).Message);

    private static string Rows(char separator) =>
        string.Join('\n', Enumerable.Range(0, 40).Select(i => string.Join(separator, $"{i % 9}", "rgb"[i % 3], "xy"[i % 2])).Prepend(string.Join(separator, "size", "kind", "label")));

    private static TablePlan Of(string text, string label = "label", Encoding? encoding = null)
    {
        using Scratch scratch = new();
        return Inferred.Of(scratch.Write("table.csv", text, encoding), label);
    }
}
