using MlpTrainer.Tool.Inference;

namespace MlpTrainer.Tool.Tests.Inference;

public class ColumnRulesTests
{
    [Theory]
    [InlineData("Number", "1.5,2.25,-3,4e2,NA,,N/A,?,nan,null,-,none,unknown")]
    [InlineData("Number", "12 %,7 %,100 %")]
    [InlineData("Number", "$5,$7.50,-$3,€ 8")]
    [InlineData("Boolean", "true,false,TRUE,False,")]
    [InlineData("Boolean", "yes,no,Yes,NO,NA")]
    [InlineData("Boolean", "y,n,Y")]
    [InlineData("Boolean", "0,1,1,0,NA")]
    [InlineData("Category", "yes,no,true,false")]
    [InlineData("Category", "red,green,blue,,NA,none")]
    [InlineData("Category", "0123,0456,1789")]
    [InlineData("Category", "x,")]
    [InlineData("Number", "0,1,2,3")]
    [InlineData("Date", "2024-03-01,2023-12-31,")]
    [InlineData("Date", "2024-03-01T17:30:00,2023-12-31 08:00:00")]
    [InlineData("Date", "31.12.2023,1.3.2024")]
    [InlineData("Date", "12/31/2023,3/1/2024 5:30 PM")]
    [InlineData("Date", "20240301,19991231")]
    [InlineData("Date", "2024-03,1999-12,0000-00-00")]
    [InlineData("Date", "1 Mar 2024,31 Dec 2023")]
    [InlineData("Date", "1 March 2024,31 December 2023")]
    [InlineData("Ignore", "EUR,EUR")]
    [InlineData("Ignore", "7,7")]
    [InlineData("Ignore", ",NA")]
    public void AColumnIsTakenForWhatItsValuesShow(string kind, string values)
    {
        string[] some = values.Split(',');
        Assert.Equal(kind, Inferred.Column("some", Enumerable.Range(0, 60).Select(i => some[i % some.Length])).Kind.ToString());
    }

    [Theory]
    [InlineData("id", "Ignore")]
    [InlineData("customer_id", "Ignore")]
    [InlineData("customerId", "Ignore")]
    [InlineData("size", "Number")]
    public void WholeNumbersThatAreUniqueAreLeftOutByTheirName(string name, string kind) =>
        Assert.Equal(kind, Inferred.Column(name, Enumerable.Range(0, 100).Select(i => $"{1000 + (i * 37 % 100)}")).Kind.ToString());

    [Fact]
    public void RowsThatAreCountedFromOneAreLeftOut() =>
        Assert.Equal(ColumnKind.Ignore, Inferred.Column("size", Enumerable.Range(1, 100).Select(i => $"{i}")).Kind);

    [Fact]
    public void FractionsMayBeUnique() =>
        Assert.Equal(ColumnKind.Number, Inferred.Column("id", Enumerable.Range(1, 100).Select(i => Invariant($"{i / 7.0}"))).Kind);

    [Fact]
    public void ATextThatIsAnotherInEveryRowIsAnIdentifier() =>
        Assert.Equal(ColumnKind.Ignore, Inferred.Column("code", Enumerable.Range(1, 100).Select(i => $"A-{i * 7919 % 1000}x")).Kind);

    [Fact]
    public void SentencesAreFreeText() =>
        Assert.Equal(ColumnKind.Text, Inferred.Column("remark", Enumerable.Range(1, 100).Select(i => $"the room number {i} is large and quiet")).Kind);

    [Fact]
    public void ZipCodesAreCategories() =>
        Assert.Equal(ColumnKind.Category, Inferred.Column("ZIP Code", Enumerable.Range(1, 300).Select(i => $"{90000 + (i % 40)}")).Kind);

    [Fact]
    public void ManyTextsAreHashed()
    {
        ColumnPlan column = Inferred.Column("ticket", Enumerable.Range(0, 4000).Select(i => $"T{i % 1500}"));
        Assert.Equal(ColumnKind.Category, column.Kind);
        Assert.True(column.IsHashed);
    }

    [Fact]
    public void AWordThatComesAgainAmongNumbersIsAMissingValue()
    {
        ColumnPlan column = Inferred.Column("area", Enumerable.Range(0, 100).Select(i => i % 10 == 0 ? "k.A." : Invariant($"{i * 1.5}")));
        Assert.Equal((ColumnKind.Number, "k.A."), (column.Kind, column.MissingWord));
        Assert.Contains("'k.A.', 10 times, means a missing value", column.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,5;12,25;-3,0", ',', -3.0)]
    [InlineData("1.234,5;2.000;12,25", ',', 12.25)]
    [InlineData("1.5;12.25;1,234.5", '.', 1234.5)]
    public void TheDecimalMarkShowsInTheColumn(string values, char mark, double last)
    {
        string[] some = values.Split(';');
        ColumnPlan column = Inferred.Column("price", Enumerable.Range(0, 60).Select(i => some[i % some.Length]));
        Assert.Equal((ColumnKind.Number, mark), (column.Kind, column.Numbers.DecimalMark));
        Assert.True(column.Numbers.TryParse(some[^1], out double value));
        Assert.Equal(last, value);
    }

    /// <summary>As among numbers: it is said, and an error when it is read.</summary>
    [Fact]
    public void OneOfManyDatesMayBeNone()
    {
        ColumnPlan column = Inferred.Column("sold", Enumerable.Range(0, 200).Select(i => i == 77 ? "soon" : $"{1 + (i % 28)}.3.2024"));
        Assert.Equal((ColumnKind.Date, "dates as d.M.yyyy; not all, such as 'soon'"), (column.Kind, column.Why));
    }

    [Theory]
    [InlineData("3/1/2024,5/6/2024", "M/d/yyyy")]
    [InlineData("3/1/2024,25/6/2024", "d/M/yyyy")]
    [InlineData("3.1.2024,5.6.2024", "d.M.yyyy")]
    public void DayAndMonthShowInTheColumn(string values, string pattern)
    {
        string[] some = values.Split(',');
        Assert.Equal(pattern, Inferred.Column("sold", Enumerable.Range(0, 60).Select(i => some[i % some.Length])).Dates!.Pattern);
    }
}
