using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlpTrainer.Tests.MLNet;

public class EstimatorChainTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void EachEstimatorLearnsFromWhatTheOneBeforeMakes()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(ObservedRows.Transform);
        IDataView output = _ml.Transforms.CopyColumns("O", "B").Append(_ml.Transforms.NormalizeMinMax("O")).Fit(data).Transform(data);
        Observed.Same("transform.NormalizeMinMax.scalar", () => output.GetColumn<float>("O").ToArray());
    }

    [Fact]
    public void TheLastTransformerKeepsItsType()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(ObservedRows.Transform);
        TransformerChain<ColumnConcatenatingTransformer> chain =
            _ml.Transforms.NormalizeMinMax("B").Append(_ml.Transforms.Concatenate("O", "A", "B")).Fit(data);
        Assert.Equal(2, chain.Count());
        Assert.Same(chain.Last(), chain.LastTransformer);
    }

    [Fact]
    public void AMissingColumnIsAnErrorBeforeAnythingIsRead() => Observed.Same("transform.missingColumn", () =>
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Unreadable());
        return Observed.Schema(_ml.Transforms.NormalizeMinMax("B").Append(_ml.Transforms.Concatenate("O", "Nope")).Fit(data).Transform(data).Schema);
    });

    [Fact]
    public void ACacheCheckpointReadsTheSourceOnceForAllThatFollows()
    {
        int reads = 0;
        IEnumerable<TransformRow> Rows()
        {
            reads++;
            return ObservedRows.Transform;
        }
        IEnumerable<TransformRow> Lazy()
        {
            foreach (TransformRow row in Rows())
                yield return row;
        }
        IDataView data = _ml.Data.LoadFromEnumerable(Lazy());
        _ml.Transforms.CopyColumns("O", "B").AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.NormalizeMinMax("O")).Append(_ml.Transforms.NormalizeMinMax("P", "O")).Fit(data);
        Assert.Equal(1, reads);
    }

    [Fact]
    public void ADelegateSeesTheFittedTransformer()
    {
        ITransformer? seen = null;
        IDataView data = _ml.Data.LoadFromEnumerable(ObservedRows.Transform);
        TransformerChain<ITransformer> chain = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(_ml.Transforms.NormalizeMinMax("B").WithOnFitDelegate(t => seen = t)).Fit(data);
        Assert.NotNull(seen);
        Assert.Same(seen, chain.LastTransformer);
    }

    private static IEnumerable<TransformRow> Unreadable()
    {
        yield return ObservedRows.Transform[0];
        throw new InvalidOperationException("The data must not be read.");
    }
}
