using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Benchmarks.Quality;

namespace MlpTrainer.Benchmarks.Pipelines;

/// <summary>One trainer on one file's rows, in a process that has done nothing else before.</summary>
/// <typeparam name="TLabel">The label's type.</typeparam>
/// <typeparam name="TScore">The score's type.</typeparam>
internal sealed class PipelineTrainer<TLabel, TScore>(PipelineFile file, Contender contender, Func<string, TLabel> label)
{
    private const int Predictions = 2000;

    private readonly MLContext _ml = new(seed: 1);

    /// <summary>Measures.</summary>
    /// <param name="data">The rows' name.</param>
    /// <param name="sources">From what Fit is measured again: text, objects, cached.</param>
    public PipelineLine Run(string data, string[] sources)
    {
        var views = new PipelineSources<TLabel>(_ml, file, label);
        (ITransformer model, double first) = Fit(views.Text());
        double memory = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        IDataView cached = views.Cached(), objects = views.Objects();
        double? Again(string source, IDataView view) => sources.Contains(source) ? Fit(view).Seconds : null;
        return new PipelineLine(
            data, views.Rows.Value.Count, contender.Name, first, Again("text", views.Text()), Again("objects", objects), Again("cached", cached),
            views.Rows.Value.Count / ScoreSeconds(model.Transform(cached)), EngineMicroseconds(model, views), memory);
    }

    private (ITransformer Model, double Seconds) Fit(IDataView view)
    {
        long start = Stopwatch.GetTimestamp();
        ITransformer features = Features().Fit(view);
        ITransformer trained = contender.Fit(_ml, file.Task, features.Transform(view), heldOut: null, threads: null);
        return (new TransformerChain<ITransformer>(features, trained), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private IEstimator<ITransformer> Features()
    {
        string[] texts = [.. Enumerable.Range(0, file.Texts).Select(TableView.Text)];
        IEstimator<ITransformer> all = _ml.Transforms.Concatenate(TableView.Features, [TableView.Numbers, .. texts]);
        all = texts.Length == 0 ? all : _ml.Transforms.Categorical.OneHotEncoding([.. texts.Select(text => new InputOutputColumnPair(text))]).Append(all);
        return file.Task == TableTask.Multiclass ? all.Append(_ml.Transforms.Conversion.MapValueToKey(TableView.Label)) : all;
    }

    /// <summary>The column Score of all rows, the best of three times.</summary>
    private static double ScoreSeconds(IDataView scored)
    {
        Read();
        return Enumerable.Range(0, 3).Min(_ => Read());

        double Read()
        {
            long start = Stopwatch.GetTimestamp();
            DataViewSchema.Column column = scored.Schema["Score"];
            using DataViewRowCursor cursor = scored.GetRowCursor([column]);
            ValueGetter<TScore> getter = cursor.GetGetter<TScore>(column);
            TScore score = default!;
            while (cursor.MoveNext())
            {
                getter(ref score);
            }

            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    private double EngineMicroseconds(ITransformer model, PipelineSources<TLabel> views)
    {
        // A vector's score is an array in a user's class.
        return typeof(TScore) == typeof(float) ? Measure<float>() : Measure<float[]>();

        double Measure<T>()
        {
            var engine = _ml.Model.CreatePredictionEngine<PipelineRow<TLabel>, PipelineScore<T>>(model, ignoreMissingColumns: false, views.Definition);
            List<PipelineRow<TLabel>> rows = views.Rows.Value;
            var score = new PipelineScore<T>();
            double[] times = new double[Predictions];
            WarmUp.Run(() => Predict(rows.Count / 2));
            for (int i = 0; i < times.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                Predict(i);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }

            return times.Order().ElementAt(Predictions / 2);

            void Predict(int i) => engine.Predict(rows[i % rows.Count], ref score);
        }
    }
}
