namespace MlpTrainer.Tests.Docs;

/// <summary>Tables are what the code says: each is generated here, and must stand in its document to the letter.</summary>
public class TableTests
{
    [Fact]
    public void AutoMLsTableIsTheSearchSpace() => Check("automl.md", SearchTable.Text());

    [Fact]
    public void OnnxTablesAreWhatFilesHold() => Check("onnx.md", OnnxTables.InputsAndOutputs(), OnnxTables.Activations());

    [Fact]
    public void ThePackagesTableIsTheReadmes() => Check("PACKAGE.md", Document.Named("README.md").Tables[0]);

    /// <summary>A new document with a table needs a test above.</summary>
    [Fact]
    public void NoOtherDocumentHasATable() =>
        Assert.Equal(
            ["PACKAGE.md", "README.md", "automl.md", "onnx.md"],
            Document.All.Where(document => document.Tables.Count > 0).Select(document => document.Name).Order(StringComparer.Ordinal));

    private static void Check(string document, params string[] tables) =>
        Assert.True(tables.SequenceEqual(Document.Named(document).Tables), $"The tables of {document} must be:\n\n{string.Join("\n\n", tables)}");
}
