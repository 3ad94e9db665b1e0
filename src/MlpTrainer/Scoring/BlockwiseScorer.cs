using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MlpTrainer.Scoring;

/// <summary>Takes the place of the scorer in a transformer, which asks it for one thing: to be applied to data. What comes out is a <see cref="ScoredView"/>.</summary>
/// <param name="env">The transformer's host.</param>
/// <param name="scorer">The transformer's scorer so far.</param>
/// <param name="mapper">The transformer's mapper.</param>
/// <param name="inParallel">Whether a cursor's rows are scored by several threads.</param>
internal sealed class BlockwiseScorer(IHostEnvironment env, IDataScorerTransform scorer, ISchemaBindableMapper mapper, bool inParallel)
    : RowToRowScorerBase(env, scorer.Source, "MlpScorer", mapper), IDisposable
{
    public override DataViewSchema OutputSchema => scorer.Schema;

    public void Dispose() => (scorer as IDisposable)?.Dispose();

    protected override IDataTransform ApplyToDataCore(IHostEnvironment env, IDataView newSource) => ScoredView.Of(env, scorer, newSource, inParallel);

    protected override bool WantParallelCursors(Func<int, bool> predicate) => throw NotAView();

    protected override Delegate[] GetGetters(DataViewRow output, Func<int, bool> predicate) => throw NotAView();

    protected override BindingsBase GetBindings() => throw NotAView();

    protected override void SaveCore(ModelSaveContext ctx) => throw NotAView();

    private static NotSupportedException NotAView() => new("A transformer's scorer is applied to data, and not itself a view of any.");
}
