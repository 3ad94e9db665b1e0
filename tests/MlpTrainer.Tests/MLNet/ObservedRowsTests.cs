namespace MlpTrainer.Tests.MLNet;

public class ObservedRowsTests
{
    [Fact]
    public void TheInputsAreThoseOfTheRecord()
    {
        Observed.Same("binary.rows", () => ObservedRows.Binary);
        Observed.Same("multiclass.rows", () => ObservedRows.Multiclass);
        Observed.Same("regression.rows", () => ObservedRows.Regression);
        Observed.Same("transform.rows", () => ObservedRows.Transform);
    }
}
