using Microsoft.ML;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Fitting;

/// <summary>Reading is left at once when it is cancelled, from whatever rows come by: there is no model yet to keep.</summary>
public class RowReaderTests
{
    private const int CancelledAt = 100;

    private readonly MLContext _mlContext = new(seed: 1);

    [Theory, InlineData(false), InlineData(true)]
    public void ReadingIsLeftAtTheRowThatCancels(bool unusable) =>
        AssertLeft(unusable, (trainer, view) => trainer.Fit(view));

    [Theory, InlineData(false), InlineData(true)]
    public void SoIsReadingOfValidationRows(bool unusable) =>
        AssertLeft(unusable, (trainer, view) => trainer.Fit(Example.View(_mlContext, 50), view));

    [Fact]
    public void ATokenCancelledBeforehandReadsNothing()
    {
        int read = 0;
        IDataView view = View(unusable: false, _ => read++);
        MlpRegressionTrainer trainer = Small.Regression(_mlContext, options => options.CancellationToken = new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(view));
        Assert.InRange(read, 0, 1);                                     // the context may look at a first row to learn the columns
    }

    private void AssertLeft(bool unusable, Action<MlpRegressionTrainer, IDataView> fit)
    {
        using var cancel = new CancellationTokenSource();
        int last = -1;
        IDataView view = View(unusable, row =>
        {
            last = row;
            if (row == CancelledAt)
            {
                cancel.Cancel();
            }
        });
        MlpRegressionTrainer trainer = Small.Regression(_mlContext, options => options.CancellationToken = cancel.Token);
        Assert.Throws<OperationCanceledException>(() => fit(trainer, view));
        Assert.InRange(last, CancelledAt, CancelledAt + 2);
    }

    /// <summary>Rows without end that say when they are read.</summary>
    private IDataView View(bool unusable, Action<int> onRow)
    {
        return _mlContext.Data.LoadFromEnumerable(Endless());

        IEnumerable<Example> Endless()
        {
            Example row = Example.Rows(1)[0];
            row.Number = unusable ? float.NaN : 1;
            for (int i = 0; i < 1_000_000; i++)
            {
                onRow(i);
                yield return row;
            }
        }
    }
}
