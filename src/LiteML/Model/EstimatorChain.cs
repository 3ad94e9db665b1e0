using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Estimators one after another: each learns from what the one before makes of the data.</summary>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    private readonly IEstimator<ITransformer>[] _estimators;
    private readonly TransformerScope[] _scopes;
    private readonly bool[] _cacheBefore;   // one more than estimators: the last is for what is appended next

    public readonly IEstimator<TLastTransformer> LastEstimator;

    public EstimatorChain() : this([], [], [false]) { }

    private EstimatorChain(IEstimator<ITransformer>[] estimators, TransformerScope[] scopes, bool[] cacheBefore)
    {
        _estimators = estimators;
        _scopes = scopes;
        _cacheBefore = cacheBefore;
        LastEstimator = estimators.LastOrDefault() as IEstimator<TLastTransformer>;
    }

    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        Contracts.CheckValue(estimator, nameof(estimator));
        return new([.. _estimators, estimator], [.. _scopes, scope], [.. _cacheBefore, false]);
    }

    /// <summary>The estimators appended next learn from data kept in memory.</summary>
    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        Contracts.CheckValue(env, nameof(env));
        return new(_estimators, _scopes, [.. _cacheBefore[..^1], true]);
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var transformers = new ITransformer[_estimators.Length];
        IDataView data = input;
        for (int i = 0; i < _estimators.Length; i++)
        {
            if (_cacheBefore[i])
                data = new CacheDataView(data, []);
            transformers[i] = _estimators[i].Fit(data);
            data = transformers[i].Transform(data);
        }
        return new(transformers, _scopes);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _estimators.Aggregate(inputSchema, (shape, estimator) => estimator.GetOutputSchema(shape));
}
