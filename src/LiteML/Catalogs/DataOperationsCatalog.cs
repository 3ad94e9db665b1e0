using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Making data views and views of parts of them.</summary>
public sealed class DataOperationsCatalog : IInternalCatalog
{
    private readonly IHost _host;

    internal DataOperationsCatalog(IHostEnvironment env) => _host = env.Register(nameof(DataOperationsCatalog));

    IHostEnvironment IInternalCatalog.Environment => _host;

    /// <summary>Objects as rows, read again on each pass.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class
    {
        _host.CheckValue(data, nameof(data));
        return EnumerableDataView.Create(data, new ObjectReader<TRow>(schemaDefinition));
    }

    /// <summary>Rows as objects.</summary>
    public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false,
        SchemaDefinition schemaDefinition = null) where TRow : class, new()
    {
        _host.CheckValue(data, nameof(data));
        return Rows(data, new ObjectWriter<TRow>(data.Schema, ignoreMissingColumns, schemaDefinition), reuseRowObject);
    }

    /// <summary>A view that keeps each column in memory once it is read.</summary>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        _host.CheckValue(input, nameof(input));
        return new CacheDataView(input, columnsToPrefetch ?? []);
    }

    /// <summary>The rows whose number in the column is at least the lower and below the upper bound.</summary>
    public IDataView FilterRowsByColumn(IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        _host.CheckValue(input, nameof(input));
        _host.CheckParam(lowerBound <= upperBound, nameof(upperBound), "Must be greater than or equal to lowerBound");
        DataViewSchema.Column column = Column(input, columnName);
        return RowFilters.Where(input, [column], row => RowFilters.InRange(row, column, lowerBound, upperBound));
    }

    /// <summary>The rows without NaN in the columns.</summary>
    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        _host.CheckValue(input, nameof(input));
        DataViewSchema.Column[] found = Array.ConvertAll(columns, name => Column(input, name));
        return RowFilters.Where(input, found, row => RowFilters.All(found.Select(c => RowFilters.NotMissing(row, c)).ToArray()));
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        _host.CheckValue(input, nameof(input));
        _host.CheckUserArg(count > 0, nameof(count), "Must be positive");
        return RowFilters.Take(input, count);
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        _host.CheckValue(input, nameof(input));
        _host.CheckUserArg(count > 0, nameof(count), "Must be positive");
        return RowFilters.Skip(input, count);
    }

    /// <summary>The rows in a random order, the same on each pass. All are held in memory.</summary>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        _host.CheckValue(input, nameof(input));
        _host.CheckUserArg(shufflePoolSize > 0, nameof(shufflePoolSize), "Must be positive");
        return RowFilters.Shuffle(new CacheDataView(input, []), seed ?? _host.Rand.Next());
    }

    /// <summary>A training and a test set: each row, or each group of rows with one sampling key, falls into either at random.</summary>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        _host.CheckValue(data, nameof(data));
        _host.CheckParam(testFraction > 0 && testFraction < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        return RowSplits.Split(data, Draw(data, samplingKeyColumnName, seed), 0, testFraction);
    }

    /// <summary>As many training and test sets as there are folds; each row is in one test set.</summary>
    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        _host.CheckValue(data, nameof(data));
        _host.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        RowSplits.RowDraw draw = Draw(data, samplingKeyColumnName, seed);
        return Enumerable.Range(0, numberOfFolds)
            .Select(i => RowSplits.Split(data, draw, (double)i / numberOfFolds, i + 1 == numberOfFolds ? double.PositiveInfinity : (double)(i + 1) / numberOfFolds))
            .ToArray();
    }

    private const int DefaultSplitSeed = 42;

    private RowSplits.RowDraw Draw(IDataView data, string samplingKey, int? seed)
    {
        if (samplingKey is null)
            return RowSplits.ByRow((uint)(seed ?? (_host as IHostEnvironmentInternal)?.Seed ?? DefaultSplitSeed));
        if (data.Schema.GetColumnOrNull(samplingKey) is { } column)
            return RowSplits.ByKey(column, seed ?? 0);
        throw _host.ExceptSchemaMismatch(nameof(samplingKey), "SamplingKeyColumn", samplingKey);
    }

    private DataViewSchema.Column Column(IDataView input, string name) =>
        input.Schema.GetColumnOrNull(name) ?? throw _host.ExceptUserArg(nameof(name), $"Column '{name}' not found");

    private static IEnumerable<TRow> Rows<TRow>(IDataView data, ObjectWriter<TRow> writer, bool reuse) where TRow : class, new()
    {
        using DataViewRowCursor cursor = data.GetRowCursor(writer.Columns);
        Action<TRow> fill = writer.Bind(cursor);
        TRow row = reuse ? new TRow() : null;
        while (cursor.MoveNext())
        {
            TRow target = row ?? new TRow();
            fill(target);
            yield return target;
        }
    }

    /// <summary>A training set and a test set.</summary>
    public readonly struct TrainTestData
    {
        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
