using Microsoft.ML;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Models;
using MlpTrainer.Tool.Pipelines;

namespace MlpTrainer.Tool.Measuring;

/// <summary>Compares a model's answers with the labels of rows.</summary>
/// <param name="task">What was learned.</param>
/// <param name="classes">The classes in the model's order.</param>
/// <param name="label">The label's column.</param>
internal sealed class Measurement(TaskKind task, IReadOnlyList<string> classes, string label)
{
    private readonly Dictionary<string, int> _classes = classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);

    /// <summary>The measure so far.</summary>
    public IMeasure Measure { get; } = task == TaskKind.Regression ? new NumberMeasure() : new ClassMeasure(classes);

    /// <summary>Rows whose class the model does not know; they are not measured.</summary>
    public int UnknownClasses { get; private set; }

    /// <summary>One of those classes.</summary>
    public string? UnknownClass { get; private set; }

    /// <summary>Adds a table's rows.</summary>
    public void Add(ITransformer model, MemoryTable table)
    {
        IEnumerable<float[]> scores = Predictor.Score(model, task, table);
        if (Measure is NumberMeasure numbers)
        {
            foreach ((float truth, float[] score) in table.Numbers(label).Zip(scores))
            {
                numbers.Add(truth, score[0]);
            }

            return;
        }

        var measure = (ClassMeasure)Measure;
        foreach ((string truth, float[] score) in table.Texts(label).Zip(scores))
        {
            if (_classes.TryGetValue(truth, out int place))
            {
                measure.Add(place, score);
                continue;
            }

            UnknownClasses++;
            UnknownClass ??= truth;
        }
    }
}
