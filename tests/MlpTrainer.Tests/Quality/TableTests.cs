using MlpTrainer.Benchmarks.Quality;

namespace MlpTrainer.Tests.Quality;

/// <summary>The benchmark's tables as they are read.</summary>
public class TableTests
{
    public static TheoryData<string> Names => new(Table.All.Select(table => table.Name));

    /// <summary>Rows, columns of numbers and of text, and classes, as the data's documentation has them.</summary>
    [Theory]
    [InlineData("GermanCredit", 1_000, 61, 0, 2)]
    [InlineData("TitanicSurvival", 1_309, 1, 2, 2)]
    [InlineData("BreastCancer", 569, 30, 0, 2)]
    [InlineData("Spam", 4_601, 57, 0, 2)]
    [InlineData("Vehicle", 846, 18, 0, 4)]
    [InlineData("Soybean", 683, 35, 0, 19)]
    [InlineData("Letters", 20_000, 16, 0, 26)]
    [InlineData("Sacramento", 932, 5, 3, 0)]
    [InlineData("SLID", 4_147, 2, 2, 0)]
    [InlineData("Diamonds", 53_940, 6, 3, 0)]
    public void EachHasItsRowsColumnsAndClasses(string name, int rows, int numbers, int texts, int classes)
    {
        TableRows table = TableRows.Of(Table.Named(name));
        Assert.Equal((rows, numbers, texts, classes), (table.Count, table.NumberCount, table.TextCount, table.Classes.Length));
        Assert.All(table.Cells, row => Assert.Equal(numbers + texts, row.Length));
    }

    /// <summary>263 ages, as carData documents; no other field of that table.</summary>
    [Fact]
    public void MissingNumbersAreNaN()
    {
        TableRows table = TableRows.Of(Table.Named("TitanicSurvival"));
        Assert.Equal(263, table.Cells.Count(row => row[0] == "NaN"));
        Assert.DoesNotContain(table.Cells, row => row[1] == "NaN" || row[2] == "NaN");
    }

    [Fact]
    public void MissingTextIsACategory() => Assert.Contains(TableRows.Of(Table.Named("SLID")).Cells, row => row[3] == "missing");

    [Fact]
    public void LabelsArePlacesAmongTheClassesInOrder()
    {
        TableRows table = TableRows.Of(Table.Named("TitanicSurvival"));
        Assert.Equal(["no", "yes"], table.Classes);
        Assert.Equal(500, table.Labels.Sum());
        Assert.Equal(("yes", 1.0), (table.Targets[0], table.Labels[0]));
    }

    /// <summary>Its own note, or a line of the folder's README.</summary>
    [Theory, MemberData(nameof(Names))]
    public void EachFileHasItsSourceAndLicence(string name)
    {
        string path = Table.Named(name).Path, file = Path.GetFileName(path), note = Path.ChangeExtension(path, ".md");
        string text = File.Exists(note)
            ? File.ReadAllText(note)
            : File.ReadAllLines(Path.Combine(Path.GetDirectoryName(path)!, "README.md")).Single(line => line.Contains(file, StringComparison.Ordinal));
        Assert.Matches(@"CC BY 4\.0|MIT|GPL", text);
    }

    [Fact]
    public void AnUnknownNameIsRefusedWithThoseThatThereAre() =>
        Assert.Contains("Vehicle, Soybean", Assert.Throws<ArgumentException>(() => Table.Named("vehicle")).Message, StringComparison.Ordinal);
}
